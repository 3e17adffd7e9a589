const CODES: readonly unknown[] = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE']

/** Whether an answer broke off because its client left, which is nobody's fault. */
export function isClientDeparture(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CODES.includes(error.code)
}
