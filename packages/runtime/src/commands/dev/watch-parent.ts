import { Worker } from 'node:worker_threads'

/** A process whose parent is gone has this long to end by itself. */
const GRACE_MS = 5_000

/**
 * Ends this process when its parent is gone and it doesn't end by itself: from a thread of its own, for
 * an app may block the main one for ever, and so may Node while it loads modules.
 */
export function watchParent(): void {
  const program = new URL('./watch-parent-thread.js', import.meta.url)
  const workerData = { parent: process.ppid, graceMs: GRACE_MS }
  new Worker(program, { workerData, execArgv: [] }).unref()
}
