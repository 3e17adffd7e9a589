import { displayPath } from '../../loader/display-path.js'
import type { ServedRoute, ServerStatus } from '../../control/controlled-server.js'
import { redactSecrets } from '../../observability/redact-secrets.js'
import { PROTECTED_MARK } from '../route-table.js'
import { toPrintable } from '../printable.js'
import { printServeScreen } from '../serve-screen.js'
import type { Terminal } from '../terminal.js'
import { layOutProblem } from './problem-screen.js'
import type { Aftermath, ReloadObserver, ServingFacts } from './reloader.js'

/** Options of {@link createDevScreen}. */
export interface DevScreenOptions {
  readonly terminal: Terminal
  readonly verbose: boolean
  /** What the server says about itself now. */
  status(): ServerStatus
}

/** Shows on the terminal what becomes of an app. */
export function createDevScreen({ terminal, verbose, status }: DevScreenOptions): ReloadObserver {
  const { note, noteStyle } = terminal
  let shown = false
  return {
    onServing(app, facts) {
      if (!shown) {
        shown = true
        printServeScreen(status(), terminal, { docs: app.docs })
        return
      }
      note(describeReload(facts, noteStyle))
      for (const line of describeChanges(facts.previous?.routes ?? app.routes, app.routes)) {
        note(`  ${line}`)
      }
    },
    onSlow() {
      note(noteStyle('dim', SLOW))
    },
    onProblem(problem, now) {
      note('')
      for (const line of layOutProblem(problem, noteStyle)) note(line)
      if (verbose)
        for (const line of problem.stack.split('\n')) note(toPrintable(redactSecrets(line)))
      note('')
      note(noteStyle('dim', `  ${AFTERMATH[now]}`))
      note('')
    },
  }
}

const AFTERMATH: Readonly<Record<Aftermath, string>> = {
  serving: 'The app keeps answering as before. Save a file to try again.',
  loading: 'It is loaded again.',
  waiting: 'Nothing answers now. Save a file to try again.',
}

const SLOW =
  '  Still loading: a file waits for something at its top level, or an @enter\n  method does. Save a file to try again.'

function describeReload(
  { changed, elapsedMs }: ServingFacts,
  noteStyle: Terminal['noteStyle'],
): string {
  const [first, ...others] = changed.map(displayPath)
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  const what = first === undefined ? '' : ` ${toPrintable(first)}${more}`
  return `${noteStyle('green', '↻')} loaded${what} in ${elapsedMs} ms`
}

/** Endpoints that are new, gone, or not protected as they were. */
function describeChanges(
  before: readonly ServedRoute[],
  after: readonly ServedRoute[],
): readonly string[] {
  const [old, now] = [before.map(describe), after.map(describe)]
  return [
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
  ]
}

function describe(route: ServedRoute): string {
  const mark = route.protected ? ` ${PROTECTED_MARK}` : ''
  return `${route.methods.join(',')} ${toPrintable(route.path)}${mark}`
}
