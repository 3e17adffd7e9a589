/** Resolves after a time; rejects with the signal's reason as soon as that is aborted. */
export function wait(durationMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', leave)
      resolve()
    }, durationMs)
    function leave(): void {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    return signal?.addEventListener('abort', leave, { once: true })
  })
}
