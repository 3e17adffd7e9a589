import { existsSync, readFileSync } from 'node:fs'

/** Length of a tick in `/proc/PID/stat`. */
const TICK_MS = 10

/** Processor time that a process has used, user and system; `NaN` where the system has no `/proc`. */
export function cpuMsOf(pid: number | undefined): number {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return Number.NaN
  // The name in parentheses may hold spaces; user and system time are the 12th and 13th after it.
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS
}
