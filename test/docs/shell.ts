import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'

import { collect } from '../support/run-child.js'

const PATIENCE_MS = 30_000
const MARK = '--- done with'

/** What a command printed, on both outputs, and its exit code. */
export interface CommandResult {
  readonly output: string
  readonly code: number
}

/** A shell in which the commands of a page run one after the other. */
export interface Shell {
  run(command: string): Promise<CommandResult>
  close(): void
}

/** Where commands run. */
export interface ShellOptions {
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

/** Opens a shell. Who opens it closes it. */
export function openShell({ folder, env }: ShellOptions): Shell {
  const bash = spawn('bash', ['--noprofile', '--norc'], { cwd: folder, env, stdio: 'pipe' })
  const printed = collect(bash.stdout)
  bash.stdin.write('exec 2>&1\n')
  let count = 0
  return {
    run(command) {
      count += 1
      const [mark, seen] = [`${MARK} ${count}:`, printed().length]
      bash.stdin.write(`{ ${command}\n} </dev/null\nprintf '\\n%s %d\\n' '${mark}' $?\n`)
      return untilMarked({ bash, mark, command, output: () => printed().slice(seen) })
    },
    close: () => void bash.kill('SIGKILL'),
  }
}

interface Running {
  readonly bash: ChildProcessWithoutNullStreams
  readonly mark: string
  readonly command: string
  readonly output: () => string
}

async function untilMarked({ bash, mark, command, output }: Running): Promise<CommandResult> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  for (;;) {
    const end = output().indexOf(`\n${mark} `)
    const rest = output().slice(end + mark.length + 2)
    if (end !== -1 && rest.includes('\n')) {
      return { output: output().slice(0, end), code: Number.parseInt(rest, 10) }
    }
    await once(bash.stdout, 'data', { signal }).catch(() => {
      throw new Error(`no end of: ${command}\n${output()}`)
    })
  }
}
