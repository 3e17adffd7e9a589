/*
 * The program of the thread that `watch-parent.ts` starts.
 */
import { workerData } from 'node:worker_threads'

const CHECK_MS = 500

// As `watch-parent.ts` gives it.
const { parent, graceMs } = workerData as { readonly parent: number; readonly graceMs: number }

const check = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(check)
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs)
}, CHECK_MS)
