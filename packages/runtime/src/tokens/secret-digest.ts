import { hash } from 'node:crypto'

const DIGEST_BYTES = 32

/** SHA-256 of a secret half. Secrets are random, so one fast digest leaves nothing to try out. */
export function digestSecret(secret: string): Buffer {
  return writeDigest(secret, Buffer.alloc(DIGEST_BYTES))
}

/** As {@link digestSecret}, into a buffer of 32 bytes that is used again and again. */
export function writeDigest(secret: string, into: Buffer): Buffer {
  // Half the time of asking for a buffer, which Node makes anew each time.
  into.write(hash('sha256', secret, 'binary'), 'latin1')
  return into
}
