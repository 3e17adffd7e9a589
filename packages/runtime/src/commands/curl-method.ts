/** Short options of curl that take a value. */
const WITH_VALUE = new Set('AbCcDdEeFHhKmoPQrTtuUwXxYyz')

const BY_SHORT = new Map([
  ['d', 'POST'],
  ['F', 'POST'],
  ['T', 'PUT'],
  ['I', 'HEAD'],
])

const BY_LONG = /^--(?:(data(?:-\w+)*|json|form(?:-string)?)|(upload-file)|(head))$/

/** The method of the request that curl would send with these arguments. */
export function readCurlMethod(args: readonly string[]): string {
  const wanted = readWanted(args)
  if (wanted.explicit !== undefined) return wanted.explicit
  return wanted.get ? 'GET' : (wanted.implied ?? 'GET')
}

interface Wanted {
  /** `-X`. */
  explicit?: string
  /** What other options come to, such as `POST` for `-d`. */
  implied?: string
  /** `-G`: what would be the body goes into the query. */
  get: boolean
}

function readWanted(args: readonly string[]): Wanted {
  const wanted: Wanted = { get: false }
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? ''
    const next = args[index + 1] ?? ''
    if (arg.startsWith('--')) index += readLong(arg, next, wanted)
    else if (arg.startsWith('-')) index += readShort(arg.slice(1), next, wanted)
  }
  return wanted
}

/** Returns how many of the following arguments it took. */
function readLong(arg: string, next: string, wanted: Wanted): number {
  if (arg === '--request') {
    wanted.explicit = next
    return 1
  }
  if (arg === '--get') wanted.get = true
  const [, body, upload, head] = BY_LONG.exec(arg) ?? []
  if (head !== undefined) wanted.implied = 'HEAD'
  if (body !== undefined) wanted.implied = 'POST'
  if (upload !== undefined) wanted.implied = 'PUT'
  return body !== undefined || upload !== undefined ? 1 : 0
}

/** Reads letters that stand together, such as `sXPOST`. */
function readShort(letters: string, next: string, wanted: Wanted): number {
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters.charAt(at)
    const rest = letters.slice(at + 1)
    if (letter === 'X') wanted.explicit = rest === '' ? next : rest
    if (letter === 'G') wanted.get = true
    const implied = BY_SHORT.get(letter)
    if (implied !== undefined) wanted.implied = implied
    if (WITH_VALUE.has(letter)) return rest === '' ? 1 : 0
  }
  return 0
}
