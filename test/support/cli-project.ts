import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { type AppFiles, createAppFolder, TSCONFIG } from './app-folder.js'
import { REPOSITORY } from './repository.js'
import { type ChildResult, collect } from './run-child.js'

const BIN = join(REPOSITORY, 'packages/runtime/bin/runtime.js')

/** An app with an endpoint of each kind of protection. */
const HELLO = `
import { fastapiEndpoint } from '@portico/sdk'

export class Hello {
  @fastapiEndpoint({ public: true })
  public() {
    return 'hello world'
  }

  @fastapiEndpoint({ requiresProxyAuth: true })
  private() {
    return 'hello friend'
  }
}
`

/** Options of {@link CliProject.run}. */
export interface RunOptions {
  /** Working directory. Defaults to the project. */
  readonly cwd?: string
  /** More environment variables. Defaults to none. */
  readonly env?: Readonly<Record<string, string>>
  /** Standard input. Defaults to nothing. */
  readonly input?: string
  /** In a process group of its own. Defaults to `false`. */
  readonly detached?: boolean
}

/** A server that `runtime serve` or `runtime dev` has started. */
export interface CliServer {
  readonly url: string
  readonly pid: number
  stdout(): string
  stderr(): string
  kill(signal: NodeJS.Signals): void
  /** Resolves to the exit code. */
  readonly ended: Promise<number | null>
}

/** A user's project, and the command line in it. */
export interface CliProject {
  /** Absolute path. */
  readonly path: string
  /** Where control sockets lie. */
  readonly runtimeDirectory: string
  /** Writes a file by its path in the project. */
  write(name: string, content: string): void
  /** Runs the command line as a process of its own. */
  run(args: readonly string[], options?: RunOptions): Promise<ChildResult>
  /** Starts the command line. Who starts it ends it. */
  start(args: readonly string[], options?: RunOptions): ChildProcess
  /** Runs `runtime serve` on a free port and resolves once it answers. */
  serve(args: readonly string[], options?: RunOptions): Promise<CliServer>
  /** Runs `runtime dev` on a free port and resolves once it answers. */
  dev(args: readonly string[], options?: RunOptions): Promise<CliServer>
  /** Kills what still serves and removes the project. */
  remove(): void
}

/** Makes a project. Who makes it removes it. */
export function createCliProject(files: AppFiles = {}): CliProject {
  const folder = createAppFolder({
    'package.json': '{"name":"hello","type":"module"}',
    'tsconfig.json': TSCONFIG,
    'app.ts': HELLO,
    ...files,
  })
  const runtimeDirectory = mkdtempSync(join(tmpdir(), 'portico-run-'))
  const running = new Set<CliServer>()
  const started = new Set<ChildProcess>()

  function start(args: readonly string[], options: RunOptions = {}) {
    const { cwd = folder.path, env = {}, detached = false } = options
    return spawn(process.execPath, [BIN, ...args], {
      cwd,
      env: { PATH: process.env['PATH'], XDG_RUNTIME_DIR: runtimeDirectory, ...env },
      stdio: 'pipe',
      detached,
    })
  }

  async function listen(command: string, args: readonly string[], options: RunOptions = {}) {
    const server = await toServer(start([command, '--port', '0', ...args], options))
    running.add(server)
    return server
  }

  return {
    path: folder.path,
    runtimeDirectory,
    start,
    write(name, content) {
      mkdirSync(dirname(folder.file(name)), { recursive: true })
      writeFileSync(folder.file(name), content)
    },
    async run(args, options = {}) {
      const child = start(args, options)
      started.add(child)
      const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
      child.stdin.on('error', () => undefined).end(options.input)
      await once(child, 'close')
      started.delete(child)
      return { code: child.exitCode, stdout: stdout(), stderr: stderr() }
    },
    serve: (args, options) => listen('serve', args, options),
    dev: (args, options) => listen('dev', args, options),
    remove() {
      for (const process of [...running, ...started]) process.kill('SIGKILL')
      folder.remove()
      rmSync(runtimeDirectory, { recursive: true, force: true })
    },
  }
}

async function toServer(child: ChildProcess): Promise<CliServer> {
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  const ended = once(child, 'close').then(() => child.exitCode)
  const url = await Promise.race([untilPrinted(child, stdout), ended])
  if (typeof url !== 'string' || child.pid === undefined) {
    throw new Error(`runtime ended with ${url}: ${stderr()}`)
  }
  return { url, pid: child.pid, stdout, stderr, ended, kill: (signal) => void child.kill(signal) }
}

/** Waits for the end of the first screen, so that all of it can be read. */
async function untilPrinted(
  child: ChildProcess,
  stdout: () => string,
): Promise<string | undefined> {
  while (child.exitCode === null) {
    const [url] = /http:\/\/[^\s/]+:\d+/.exec(stdout()) ?? []
    if (url !== undefined && stdout().endsWith('\n\n')) return url
    await once(child.stdout ?? child, 'data')
  }
  return undefined
}
