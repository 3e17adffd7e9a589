import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

import { type AppFolder, createAppFolder, TSCONFIG } from '../support/app-folder.js'
import { REPOSITORY } from '../support/repository.js'
import type { AppServer } from './app-server.js'
import { type Background, type IsReady, startBackground } from './background.js'
import { type Command, isServer } from './commands.js'
import { matchesOutput, tidy } from './matches-output.js'
import type { Page } from './page.js'
import { makeTerminal } from './make-terminal.js'
import type { Ports } from './ports.js'
import { openShell, type Shell, type ShellOptions } from './shell.js'
import { writeFile } from './snapshots.js'

const RUN_PROGRAM = join(REPOSITORY, 'build/test/docs/children/run-program.js')

/** What a command printed, with the ports that the page writes, and its exit code. */
export interface PageResult {
  readonly output: string
  readonly code: number
}

/** The project that a page talks about, while its blocks are run one after the other. Close it. */
export class PageRun {
  readonly #ports: Ports
  readonly #server: AppServer
  readonly #folder: AppFolder
  readonly #home = mkdtempSync(join(tmpdir(), 'portico-home-'))
  readonly #options: ShellOptions
  readonly #shell: Shell
  #background: Background | undefined
  /** Whether it is the process of all apps that serves. */
  #shared = false
  #app: string | undefined
  #snapshot: string | undefined
  #code = 0
  #tokenId = ''
  #tokenSecret = ''

  constructor(page: Page, ports: Ports, server: AppServer) {
    this.#server = server
    this.#ports = ports
    this.#folder = createAppFolder(defaultFiles(page))
    const { path } = this.#folder
    this.#options = { folder: path, env: makeTerminal(path, this.#home) }
    this.#shell = openShell(this.#options)
  }

  /** Puts the files of a folder, and of those in it, into the project. */
  async copy(folder: string): Promise<void> {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const file = join(entry.parentPath, entry.name)
      await this.write(relative(folder, file), readFileSync(file, 'utf8'))
    }
  }

  /** Puts a file into the project. What served the files as they were is stopped. */
  async write(file: string, text: string): Promise<void> {
    await this.#stop()
    if (/\.[tj]s$/.test(file)) [this.#app, this.#snapshot] = [file, undefined]
    writeFile(this.#folder.file(file), await this.#ports.toReal(text))
  }

  /** Says where the app that was written last lies for the process that serves all apps. */
  serveLater(snapshot: string): void {
    this.#snapshot = snapshot
  }

  /** Runs a command as it stands on the page. For `curl`, the page's last app is served. */
  async run(command: Command): Promise<PageResult> {
    if (isServer(command.text)) return this.#serve(command)
    if (/\bcurl\b/.test(command.text)) await this.#serveApp(command.text)
    const { output, code } = await this.#shell.run(await this.#prepare(command.text))
    this.#rememberToken(output)
    this.#code = code
    return { output: tidy(this.#ports.toWritten(output)), code }
  }

  /**
   * Runs a compiled program, which goes on until the next file is written.
   *
   * @param variables such as `A=1 B=$TOKEN_ID`.
   */
  async runProgram(file: string, variables: string): Promise<PageResult> {
    const environment = await this.#prepare(variables === '' ? ':' : `export ${variables}`)
    const port = await this.#ports.realOf('8080')
    const listens = readFileSync(file, 'utf8').includes(String(port))
    return this.#start(
      `${environment}\nexec node '${RUN_PROGRAM}' '${file}'`,
      async (printed) =>
        printed.includes('\nthe program runs\n') && (!listens || (await answers(port))),
    )
  }

  async close(): Promise<void> {
    this.#shell.close()
    await this.#stop()
    this.#folder.remove()
    rmSync(this.#home, { recursive: true, force: true })
  }

  async #serve({ text, output }: Command): Promise<PageResult> {
    const chosen = this.#choosesPort(text) ? text : `PORTICO_PORT=8080 ${text}`
    const line = await this.#ports.toReal(chosen)
    const port = await this.#ports.realOf('8080')
    return this.#start(line, async (printed) => {
      const up = /http:\/\/[^\s/]+:\d+[^]*\n\n/.test(printed) || (await answers(port))
      return up && (!output || matchesOutput(this.#ports.toWritten(printed), output))
    })
  }

  /** A bare `curl` sees no difference between the process of all apps and `runtime serve`. */
  async #serveApp(command: string): Promise<void> {
    const file = this.#app
    if (file === undefined) return
    if (/\bruntime\b/.test(command) || existsSync(this.#folder.file('portico.yaml'))) {
      if (this.#background === undefined || this.#shared) await this.#serveAlone(file)
    } else if (this.#background === undefined) {
      await (this.#snapshot === undefined ? this.#serveAlone(file) : this.#share(this.#snapshot))
    }
  }

  async #share(snapshot: string): Promise<void> {
    mkdirSync(this.#folder.file('.portico'), { recursive: true, mode: 0o700 })
    const store = `sqlite:${this.#folder.file('.portico/portico.db')}`
    const port = await this.#ports.realOf('8080')
    this.#background = await this.#server.serve(snapshot, { store, port })
    this.#shared = true
  }

  async #serveAlone(file: string): Promise<void> {
    const { output, code } = await this.#serve({ text: `runtime serve ${file}`, output: '' })
    if (code !== 0) throw new Error(`no server for curl:\n${output}`)
  }

  async #start(line: string, isReady: IsReady): Promise<PageResult> {
    await this.#stop()
    this.#shared = false
    this.#background = await startBackground(line, this.#options, isReady)
    const code = this.#background.ended() ?? 0
    return { output: tidy(this.#ports.toWritten(this.#background.output())), code }
  }

  async #stop(): Promise<void> {
    await this.#background?.stop()
    this.#background = undefined
  }

  /** Fills in the token that the page made last, or a new one where it made none. */
  async #prepare(text: string): Promise<string> {
    if (/wk-…|ws-…|\$TOKEN_/.test(text) && this.#tokenId === '') {
      this.#rememberToken((await this.#shell.run('runtime workspace proxy-tokens create')).output)
    }
    const line = text.replaceAll('wk-…', this.#tokenId).replaceAll('ws-…', this.#tokenSecret)
    return [
      `export TOKEN_ID=${this.#tokenId} TOKEN_SECRET=${this.#tokenSecret}`,
      `(exit ${this.#code}) # for $?`,
      await this.#ports.toReal(line),
    ].join('\n')
  }

  #rememberToken(output: string): void {
    this.#tokenId = /\bwk-\w{22}\b/.exec(output)?.[0] ?? this.#tokenId
    this.#tokenSecret = /\bws-\w{38}\b/.exec(output)?.[0] ?? this.#tokenSecret
  }

  #choosesPort(command: string): boolean {
    const file = this.#folder.file('portico.yaml')
    const inFile = existsSync(file) && /^port:/m.test(readFileSync(file, 'utf8'))
    return inFile || /--port|PORT=/.test(command)
  }
}

/** A bare connection, so that none is kept alive when the server is stopped. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true))
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy())
  })
}

/** A page that shows how to set a project up gets an empty folder. */
function defaultFiles({ blocks }: Page): Readonly<Record<string, string>> {
  const shown = blocks.map(({ file }) => file)
  const files = { 'package.json': '{"name":"app","type":"module"}', 'tsconfig.json': TSCONFIG }
  return Object.fromEntries(Object.entries(files).filter(([name]) => !shown.includes(name)))
}
