import { createTerminal } from './commands/terminal.js'
import { runProgram } from './commands/run-program.js'
import { readEnvironmentVariables } from './config/environment-variables.js'

const variables = readEnvironmentVariables()
const terminal = createTerminal(variables)

// Not by leaving the event loop to run empty: the user's own timers and sockets would keep it alive.
process.exit(
  await runProgram(process.argv.slice(2), {
    terminal,
    variables,
    workingDirectory: process.cwd(),
  }),
)
