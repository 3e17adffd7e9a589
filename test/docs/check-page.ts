import { dirname, join } from 'node:path'

import { expect } from 'chai'

import { REPOSITORY } from '../support/repository.js'
import { fileOf, kindOf } from './block-kind.js'
import { runTest } from './check-programs.js'
import { type Command, commandsOf } from './commands.js'
import { matchesJson, matchesOutput } from './matches-output.js'
import type { Block, Page } from './page.js'
import { type PageResult, PageRun } from './page-run.js'
import type { Ports } from './ports.js'
import type { Snapshot } from './snapshots.js'
import type { Workshop } from './workshop.js'

/** Runs the blocks of a page in order. Resolves to what is wrong with them. */
export async function checkPage(
  page: Page,
  ports: Ports,
  workshop: Workshop,
): Promise<ReadonlyMap<Block, unknown>> {
  const mistakes = new Map<Block, unknown>()
  const check = new PageCheck(new PageRun(page, ports, workshop.server), workshop)
  try {
    if (page.path.startsWith('examples/')) await check.copyExample(page)
    for (const block of page.blocks) {
      await check.block(block).catch((error: unknown) => mistakes.set(block, error))
    }
  } finally {
    await check.close()
  }
  return mistakes
}

class PageCheck {
  readonly #run: PageRun
  readonly #workshop: Workshop
  #last: PageResult | undefined

  constructor(run: PageRun, workshop: Workshop) {
    this.#run = run
    this.#workshop = workshop
  }

  copyExample({ path }: Page): Promise<void> {
    return this.#run.copy(join(REPOSITORY, dirname(path)))
  }

  close(): Promise<void> {
    return this.#run.close()
  }

  async block(block: Block): Promise<void> {
    const { directives, text } = block
    const [setup, file, snapshot] = [
      directives.get('setup'),
      fileOf(block),
      this.#workshop.snapshots.get(block),
    ]
    if (setup !== undefined) await this.#runCommand({ text: setup, output: undefined })
    if (file !== undefined) await this.#run.write(file, text)
    if (snapshot?.kind === 'app') this.#run.serveLater(snapshot.path)
    if (snapshot !== undefined) await this.#checkProgram(block, snapshot)
    else await this.#checkText(block)
  }

  async #checkProgram({ directives }: Block, snapshot: Snapshot): Promise<void> {
    const { folder, refusals } = this.#workshop
    expect(this.#workshop.complaintsAbout(snapshot)).to.deep.equal([])
    switch (snapshot.kind) {
      case 'app':
        return void expect(refusals[snapshot.path]).to.equal(null)
      case 'refused app':
        return void expect(refusals[snapshot.path]).to.include(directives.get('refused'))
      case 'test':
        return void expect(await runTest(folder, snapshot)).to.equal('')
      case 'program':
        return this.#runProgram(snapshot)
      default:
        return undefined
    }
  }

  async #checkText(block: Block): Promise<void> {
    switch (kindOf(block)) {
      case 'session':
        for (const command of commandsOf(block)) await this.#runCommand(command)
        return
      case 'data':
        return this.#checkData(block)
      case 'not run':
        return
      default:
        throw new Error(`nothing is known about "${block.language}" blocks: see CONTRIBUTING.md`)
    }
  }

  async #runCommand(command: Command): Promise<void> {
    this.#last = await this.#run.run(command)
    const { code, output } = this.#last
    if (command.output === undefined) {
      expect(code, `${command.text}\n${output}`).to.equal(0)
    } else if (!matchesOutput(output, command.output)) {
      expect(output, command.text).to.equal(command.output)
    }
  }

  async #runProgram({ path, block }: Snapshot): Promise<void> {
    const file = join(this.#workshop.folder.path, 'out', path.replace(/\.ts$/, '.js'))
    const { code, output } = await this.#run.runProgram(file, block.directives.get('env') ?? '')
    expect(code, output).to.equal(0)
  }

  /** JSON with a name is a file of the project, JSON without one the last command's answer. */
  #checkData({ language, file, text }: Block): void {
    if (language !== 'json') return
    const value: unknown = JSON.parse(text)
    if (file !== undefined) return
    if (this.#last === undefined) throw new Error('no command whose answer this could be')
    const answered: unknown = JSON.parse(this.#last.output)
    if (!matchesJson(answered, value)) expect(answered).to.deep.equal(value)
  }
}
