import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import accepts from 'accepts'

import type { Answer, AnswerHeaders } from '../server/answer.js'
import type { Exchange } from '../server/exchange.js'

/** A file of the page, and what goes out with it. */
export interface PageFile {
  readonly name: string
  readonly headers: AnswerHeaders
}

/** Where the build puts them. */
const FOLDER = new URL('../docs-page/', import.meta.url)

/** Answers with a file, packed where the client takes it so, or with 304 where the client has it. */
export async function answerWithFile(
  { req, headers }: Exchange,
  { name, headers: own }: PageFile,
): Promise<Answer> {
  const { bytes, packed, tag } = await readOnce(name)
  const inGzip = accepts(req).encoding(['gzip', 'identity']) === 'gzip'
  const etag = inGzip ? `"${tag}-gzip"` : `"${tag}"`
  // Asked about each time: the name of a file stays when its content changes.
  const common = { ...own, ETag: etag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' }
  if (hasAlready(headers.values('if-none-match'), etag)) {
    return { kind: 'answer', status: 304, headers: common, body: undefined }
  }
  return {
    kind: 'answer',
    status: 200,
    headers: inGzip ? { ...common, 'Content-Encoding': 'gzip' } : common,
    body: inGzip ? packed : bytes,
  }
}

interface ReadFile {
  readonly bytes: Buffer
  readonly packed: Buffer
  readonly tag: string
}

const files = new Map<string, Promise<ReadFile>>()

function readOnce(name: string): Promise<ReadFile> {
  const known = files.get(name)
  if (known !== undefined) return known
  const file = read(name)
  files.set(name, file)
  // What couldn't be read is tried again.
  file.catch(() => files.delete(name))
  return file
}

async function read(name: string): Promise<ReadFile> {
  const bytes = await readFile(new URL(name, FOLDER))
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  return { bytes, packed: await promisify(gzip)(bytes), tag }
}

/** RFC 9110, 13.1.2. */
function hasAlready(values: readonly string[], etag: string): boolean {
  const known = values.flatMap((value) => value.split(',')).map((each) => each.trim())
  return known.some((each) => each === '*' || each.replace(/^W\//, '') === etag)
}
