import { setTimeout as delay } from 'node:timers/promises'

import { createRuntime } from '@portico/runtime'
import { fastapiEndpoint } from '@portico/sdk'
import { Type } from 'class-transformer'
import {
  Allow,
  IsArray,
  IsEmail,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Min,
  ValidateNested,
} from 'class-validator'

import { BAD_BODIES, type BadBody } from './harness/bad-bodies.js'
import { describeSurroundings } from './harness/machine.js'
import { median } from './harness/statistics.js'

const ROUNDS = 7
const HELD_AIM_MS = 100
const PARSE_AIM = 1.5

class Line {
  @IsString()
  @Length(1, 40)
  article!: string

  @IsInt()
  @Min(1)
  quantity!: number
}

class Order {
  @IsEmail()
  mail!: string

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines!: Line[]
}

class Tree {
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Tree)
  children?: Tree[]
}

class Anything {
  @Allow()
  any?: unknown

  @IsOptional()
  @Type(() => Date)
  dates?: Date[][]

  @IsOptional()
  @IsEmail({}, { each: true })
  mails?: string[]
}

class Wide {
  @IsInt()
  a!: number

  @IsInt()
  b!: number

  @IsInt()
  c!: number

  @IsInt()
  d!: number

  @IsInt()
  e!: number

  @IsInt()
  f!: number

  @IsInt()
  g!: number

  @IsInt()
  h!: number

  @IsInt()
  i!: number

  @IsInt()
  j!: number

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Wide)
  z?: Wide[]
}

class Handlers {
  @fastapiEndpoint({ method: 'POST', public: true })
  order(order: Order) {
    return order.lines.length
  }

  @fastapiEndpoint({ method: 'POST', public: true })
  tree(tree: Tree) {
    return tree.children?.length
  }

  @fastapiEndpoint({ method: 'POST', public: true })
  wide(wide: Wide) {
    return wide.a
  }

  @fastapiEndpoint({ method: 'POST', public: true })
  anything(anything: Anything) {
    return anything.any === undefined
  }
}

const runtime = await createRuntime({ handlers: [Handlers], store: 'sqlite::memory:' })
const { port } = await runtime.listen({ host: '127.0.0.1', port: 0 })
try {
  const { date, node, machine } = describeSurroundings([])
  console.log(`bad-input, ${date}, Node ${node}, ${machine}\n`)
  const rows = []
  for (const body of BAD_BODIES) rows.push(await measure(body))
  console.table(rows)
} finally {
  await runtime.close()
}

/** The two take turns, so that what slows the machine slows both. */
async function measure({ name, path, text, kind }: BadBody): Promise<object> {
  const bytes = Buffer.from(text)
  const parsed: number[] = []
  const held: number[] = []
  let status = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    parsed.push(timeParsing(bytes))
    const watched = await watch(() => send(path, bytes))
    held.push(watched.heldMs)
    status = watched.value
  }
  const [parseMs, heldMs] = [median(parsed), median(held)]
  // Reading 1 MiB from a socket in pieces is in it as well.
  const good = kind === 'refused' ? heldMs < PARSE_AIM * parseMs : heldMs < HELD_AIM_MS
  return { name, kind, status, 'parse ms': round(parseMs), 'held ms': round(heldMs), good }
}

function timeParsing(bytes: Buffer): number {
  const start = performance.now()
  try {
    JSON.parse(bytes.toString())
  } catch {
    // Refusing takes its time, too.
  }
  return performance.now() - start
}

async function send(path: string, body: Buffer): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers })
  await response.arrayBuffer()
  return response.status
}

/** The longest time for which nothing else could run. */
async function watch<T>(work: () => Promise<T>): Promise<{ value: T; heldMs: number }> {
  let heldMs = 0
  let last = performance.now()
  let isWatching = true
  const tick = (): void => {
    const now = performance.now()
    heldMs = Math.max(heldMs, now - last)
    last = now
    if (isWatching) setImmediate(tick)
  }
  setImmediate(tick)
  const value = await work()
  isWatching = false
  await delay(5)
  return { value, heldMs }
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
