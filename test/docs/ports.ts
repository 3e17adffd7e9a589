import { createServer } from 'node:net'

const WRITTEN =
  /(?<=(?:127\.0\.0\.1|localhost|\[::1\]):|--port[ =]|\bport: ?|PORT=|listen\()\d{4,5}\b/g

/** The ports that a page writes, and free ones that stand for them. */
export interface Ports {
  /** Puts free ports in the place of those that a text names. */
  toReal(text: string): Promise<string>
  /** The free port for one that a page names. */
  realOf(port: string): Promise<number>
  /** The reverse. */
  toWritten(text: string): string
}

/** Starts with no port. */
export function createPorts(): Ports {
  const real = new Map<string, string>()
  async function realOf(port: string): Promise<number> {
    const known = real.get(port) ?? (await freePort())
    real.set(port, known)
    return Number(known)
  }

  return {
    realOf,
    async toReal(text) {
      for (const [port] of text.matchAll(WRITTEN)) await realOf(port)
      return text.replaceAll(WRITTEN, (port) => real.get(port) ?? port)
    },
    toWritten: (text) =>
      [...real].reduce(
        (replaced, [written, port]) =>
          replaced.replaceAll(new RegExp(`\\b${port}\\b`, 'g'), written),
        text,
      ),
  }
}

async function freePort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return String(address.port)
}
