/** What a measured server tells the process that measures it. */
export type ServerMessage =
  | {
      readonly kind: 'ready'
      readonly port: number
      readonly facts: Readonly<Record<string, string>>
    }
  | { readonly kind: 'usage'; readonly cpuMicros: number }

/** Tells the measuring process where this server listens, and answers what it asks from then on. */
export function reportReady(port: number, facts: Readonly<Record<string, string>> = {}): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    send({ kind: 'usage', cpuMicros: user + system })
  })
  process.on('disconnect', () => process.exit())
  send({ kind: 'ready', port, facts })
}

function send(message: ServerMessage): void {
  process.send?.(message)
}
