import assert from 'node:assert/strict'

import type { Contender } from './contender.js'

/** Checks before any timing that the contender answers 200 and exactly `body`. */
export async function assertAnswers(contender: Contender, body: string): Promise<void> {
  const { name, server, path, headers } = contender
  const response = await fetch(server.origin + path, { headers: { ...headers } })
  assert.equal(response.status, 200, `${name} answers ${response.status}`)
  assert.equal(await response.text(), body, `${name} answers another body`)
}

/** Checks that the contender refuses a request without credentials, and one with a wrong secret. */
export async function assertRefusesStrangers(contender: Contender): Promise<void> {
  const { name, server, path, headers } = contender
  const wrong = Object.entries(headers).map(([key, value]) => [key, `${value}x`] as const)
  for (const attempt of [{}, Object.fromEntries(wrong)]) {
    const { status } = await fetch(server.origin + path, { headers: attempt })
    assert.equal(status, 401, `${name} answers a stranger with ${status}`)
  }
}
