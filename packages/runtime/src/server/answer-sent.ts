import type { ServerResponse } from 'node:http'

/** Resolves once an answer is sent, or nobody is left to send it to. */
export async function answerSent(res: ServerResponse): Promise<void> {
  if (!res.destroyed) await new Promise<void>((resolve) => res.once('close', () => resolve()))
}
