import { answerOf } from './answer.js'
import { titleOf } from './case.js'
import { CASES } from './cases.js'
import type { Recording } from './recording.js'
import { startFastapi } from './start-fastapi.js'

/** Runs the table against real FastAPI. */
export async function askFastapi(): Promise<Recording> {
  const server = await startFastapi()
  try {
    const answers: Record<string, Recording[string]> = {}
    for (const each of CASES) answers[titleOf(each)] = await answerOf(each, server.port)
    return answers
  } finally {
    await server.close()
  }
}
