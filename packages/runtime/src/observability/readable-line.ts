import { fileURLToPath } from 'node:url'
import { styleText } from 'node:util'

import { prettyFactory } from 'pino-pretty'

/** What the log says of a request that has been answered; see `request-log.ts`. */
interface AnsweredRequest {
  readonly time: number
  readonly msg: string
  readonly status: number
  readonly ms: number
  readonly token?: string
  readonly token_name?: string
  readonly denial?: string
}

/** An error that was logged. */
interface LoggedFailure {
  readonly time: number
  readonly msg: string
  readonly err: { readonly stack: string }
}

type Style = Parameters<typeof styleText>[0]

/** Makes what turns the JSON of a log into lines for people. */
export function createReadableFormat(stream: NodeJS.WritableStream): (json: string) => string {
  const style = (name: Style, text: string): string => styleText(name, text, { stream })
  const format = prettyFactory({
    colorize: style('red', 'x') !== 'x',
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'request_id,client_request_id,route,status',
    singleLine: true,
  })
  return (json) => {
    const record: unknown = JSON.parse(json)
    if (isAnswered(record)) return toLine(record, style)
    return isFailure(record) ? toFailure(record, style) : (format(record) ?? '')
  }
}

function isAnswered(record: unknown): record is AnsweredRequest {
  return typeof record === 'object' && record !== null && 'status' in record && 'ms' in record
}

/** Such as `[15:26:17] GET /hello 200 6.8 ms laptop`. */
function toLine(
  { time, msg, status, ms, token, token_name: name, denial }: AnsweredRequest,
  style: (name: Style, text: string) => string,
): string {
  const request = msg.slice(0, -` ${status}`.length)
  const words = [
    toTime(time, style),
    toVisible(request),
    style(styleOf(status), String(status)),
    style('dim', `${ms.toFixed(ms < 10 ? 1 : 0)} ms`),
    ...(token === undefined ? [] : [style('cyan', toVisible(name ?? token))]),
    ...(denial === undefined ? [] : [style('yellow', denial)]),
  ]
  return `${words.join(' ')}\n`
}

function isFailure(record: unknown): record is LoggedFailure {
  if (typeof record !== 'object' || record === null || !('err' in record)) return false
  const { err } = record
  return typeof err === 'object' && err !== null && 'stack' in err && typeof err.stack === 'string'
}

/** What failed, the error, and where in code that isn't Node's or ours. */
function toFailure(
  { time, msg, err }: LoggedFailure,
  style: (name: Style, text: string) => string,
): string {
  const [first = '', ...rest] = err.stack.split('\n').map(toVisible)
  const where = rest.filter((line) => !/^\s+at /.test(line) || !isInternal(line))
  const title = `${toTime(time, style)} ${style('red', `${toVisible(msg)}: ${first}`)}`
  return [title, ...where.map((line) => style('dim', line)), ''].join('\n')
}

const OUR_FOLDER = fileURLToPath(new URL('../', import.meta.url))

function isInternal(frame: string): boolean {
  return frame.includes('node:') || frame.includes(OUR_FOLDER)
}

function toTime(time: number, style: (name: Style, text: string) => string): string {
  return style('dim', `[${new Date(time).toTimeString().slice(0, 8)}]`)
}

function styleOf(status: number): Style {
  if (status >= 500) return 'red'
  return status >= 400 ? 'yellow' : 'green'
}

/** The name of a token could steer a terminal. */
function toVisible(text: string): string {
  return text.replace(/\p{C}/gu, '?')
}
