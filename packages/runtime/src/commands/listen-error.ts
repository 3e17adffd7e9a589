import { CommandError } from './command-error.js'

/** Why a server can't listen, in a sentence that says what to do. */
export function toListenError(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): Error {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new CommandError(
        `Port ${port} of ${host} is in use: stop what listens there, or take another with --port ${nextPort(port)}.`,
      )
    case 'EACCES':
      return new CommandError(
        `Port ${port} may not be taken by this user: take one from 1024 on, such as --port 8080.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new CommandError(
        `${host} is no address of this machine: give --host 127.0.0.1, or 0.0.0.0 for every one.`,
      )
    default:
      return error instanceof Error ? error : new Error(String(error))
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

function nextPort(port: number): number {
  return port < 65_535 ? port + 1 : 8080
}
