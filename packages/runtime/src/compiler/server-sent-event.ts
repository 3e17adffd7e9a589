import { toJson } from './to-json.js'

/** An event as the HTML standard (9.2, server-sent events) has it. At least one member is there. */
interface ServerSentEvent {
  readonly event?: unknown
  /** A string goes out as it is, anything else as JSON. */
  readonly data?: unknown
  readonly id?: unknown
  /** Milliseconds until the client tries again. */
  readonly retry?: unknown
}

const MEMBERS: readonly string[] = ['event', 'data', 'id', 'retry']

/** Whether a value has members of an event and no others. */
export function isServerSentEvent(value: unknown): value is ServerSentEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key) => MEMBERS.includes(key))
}

/**
 * Writes a value as an event; what isn't one becomes the data of one, as JSON.
 *
 * @throws TypeError where `event` or `id` would end its line, or `retry` is not a whole number.
 */
export function writeServerSentEvent(value: unknown): string {
  if (!isServerSentEvent(value)) return `data: ${toJson(value)}\n\n`
  const { event, data, id, retry } = value
  let text = ''
  if (event !== undefined) text += `event: ${toLine('event', event)}\n`
  if (data !== undefined) text += toDataLines(typeof data === 'string' ? data : toJson(data))
  if (id !== undefined) text += `id: ${toLine('id', id)}\n`
  if (retry !== undefined) text += `retry: ${toMilliseconds(retry)}\n`
  return `${text}\n`
}

function toDataLines(text: string): string {
  if (!/[\r\n]/.test(text)) return `data: ${text}\n`
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')
}

/** A line break would let whoever chose the value write events of their own. */
function toLine(name: string, value: unknown): string {
  const text = String(value)
  if (!/[\r\n\0]/.test(text)) return text
  throw new TypeError(`${name} of an event must be one line`)
}

function toMilliseconds(retry: unknown): number {
  if (typeof retry === 'number' && Number.isSafeInteger(retry) && retry >= 0) return retry
  throw new TypeError('retry of an event must be a whole number of milliseconds')
}
