const CODES: readonly string[] = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE']

/** Node's parser of HTTP: what followed on the connection wasn't any. The error holds those bytes. */
const PARSE_ERROR = 'HPE_'

/** Whether an answer broke off because its client left or sent nonsense, which is nobody's fault. */
export function isClientDeparture(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return false
  return CODES.includes(error.code) || error.code.startsWith(PARSE_ERROR)
}
