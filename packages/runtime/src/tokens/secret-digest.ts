import { hash } from 'node:crypto'

/** SHA-256 of a secret half. Secrets are random, so one fast digest leaves nothing to try out. */
export function digestSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}
