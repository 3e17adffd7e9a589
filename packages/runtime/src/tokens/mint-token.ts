import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

import { TokenPair } from '@portico/sdk'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const ID_LENGTH = 22
const RANDOM_LENGTH = 32
const CHECKSUM_LENGTH = 6
const SECRET = /^ws-([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/

/** Bytes from here on are thrown away, so that every character is equally likely. */
const UNBIASED = 256 - (256 % ALPHABET.length)

/**
 * Makes a new proxy token: `wk-` and 22 characters, `ws-` and 38, of which 32 are random (190 bits)
 * and 6 a checksum.
 */
export function mintToken(): TokenPair {
  const random = randomText(RANDOM_LENGTH)
  return new TokenPair(`wk-${randomText(ID_LENGTH)}`, `ws-${random}${checksumOf(random)}`)
}

/**
 * Whether `secret` has the shape and the checksum of one that was minted. Tells a mistyped secret
 * from a wrong one; says nothing about whether it opens anything.
 */
export function hasValidChecksum(secret: string): boolean {
  const [, random, checksum] = SECRET.exec(secret) ?? []
  return random !== undefined && checksumOf(random) === checksum
}

function randomText(length: number): string {
  let text = ''
  while (text.length < length) {
    const usable = randomBytes(length).filter((byte) => byte < UNBIASED)
    for (const byte of usable) text += ALPHABET.charAt(byte % ALPHABET.length)
  }
  return text.slice(0, length)
}

/** CRC-32 in base 62, padded with zeros. */
function checksumOf(random: string): string {
  let rest = crc32(random)
  let digits = ''
  while (digits.length < CHECKSUM_LENGTH) {
    digits = ALPHABET.charAt(rest % ALPHABET.length) + digits
    rest = Math.floor(rest / ALPHABET.length)
  }
  return digits
}
