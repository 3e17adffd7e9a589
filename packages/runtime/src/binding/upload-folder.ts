import { randomUUID } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { callScope } from '@portico/sdk'

/** Writes the files of one request. */
export interface UploadFolder {
  /** Writes one file as fast as the disk takes it, and resolves to its path. */
  write(chunks: AsyncIterable<Buffer>): Promise<string>
}

/**
 * Makes a folder for the files of the request that runs: below the system's temporary directory, for
 * nobody else to enter, made with the first file, and removed with all that is in it after the answer
 * and the work that it leaves.
 */
export function createUploadFolder(): UploadFolder {
  // Now, since what a parser calls later isn't known to belong to the request.
  const defer = callScope()?.getStore()
  const writing = new Set<Promise<string>>()
  let folder: Promise<string> | undefined

  async function remove(): Promise<void> {
    await Promise.allSettled(writing)
    // Why there is none was told to whoever wanted to write.
    const path = await folder?.catch(() => undefined)
    if (path !== undefined) await rm(path, { recursive: true, force: true })
  }

  function openFolder(): Promise<string> {
    if (defer === undefined) throw new Error('Files on disk need a request that they belong to')
    defer(remove, 'last')
    return mkdtemp(join(tmpdir(), 'portico-upload-'))
  }

  return {
    write(chunks) {
      const written = writeFile((folder ??= openFolder()), chunks)
      writing.add(written)
      return written
    },
  }
}

/** The name is ours: what a client calls its file is never a path. */
async function writeFile(folder: Promise<string>, chunks: AsyncIterable<Buffer>): Promise<string> {
  const path = join(await folder, randomUUID())
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of chunks) await file.writeFile(chunk)
    return path
  } finally {
    await file.close()
  }
}
