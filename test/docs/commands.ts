import type { Block } from './page.js'

/** A command of a session, and what the page says that it prints. */
export interface Command {
  readonly text: string
  /** `undefined` where the page doesn't say. */
  readonly output: string | undefined
}

/** The commands of a block: `console` shows prompts and outputs, `sh` commands alone. */
export function commandsOf({ language, text }: Block): readonly Command[] {
  return language === 'console' ? readSession(text) : readScript(text)
}

/** Whether a command serves until it is stopped. */
export function isServer(command: string): boolean {
  return /\b(?:runtime|portico) (?:serve|dev)\b|\bnpm (?:start|run dev)\b/.test(command)
}

function readSession(text: string): readonly Command[] {
  if (!text.startsWith('$ ')) throw new Error('a console block begins with "$ " and a command')
  return `\n${text}`
    .split('\n$ ')
    .slice(1)
    .map((part) => {
      const [, command = '', output = ''] = /^((?:.*\\\n)*.*)\n?([^]*)$/.exec(part) ?? []
      return { text: command, output }
    })
}

function readScript(text: string): readonly Command[] {
  const [commands] = text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .reduce<readonly [readonly string[], boolean]>(
      ([found, open], line) => [
        open ? [...found.slice(0, -1), `${found.at(-1)}\n${line}`] : [...found, line],
        line.endsWith('\\'),
      ],
      [[], false],
    )
  return commands.map((command) => ({ text: withoutRemark(command), output: undefined }))
}

function withoutRemark(command: string): string {
  return command.replace(/\s+# [^'"]*$/, '')
}
