import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { startPython } from './python-server.js'
import { type ServerProcess, startProgram, startServer } from './server-process.js'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const PEERS = join(ROOT, 'bench/peers')
const PYTHON = join(ROOT, '.venv-fastapi/bin/python')

/** What the endpoints are measured beside, in the order of the report. */
export type PeerName = 'FastAPI' | 'NestJS' | 'routing-controllers' | 'Fastify'

/** The peers that are here, running. Says which one is left out, and why. */
export async function startPeers(): Promise<ReadonlyMap<PeerName, ServerProcess>> {
  const peers = new Map<PeerName, ServerProcess>()
  if (existsSync(PYTHON)) {
    peers.set('FastAPI', await startPython(PYTHON, join(PEERS, 'fastapi_server.py')))
  } else console.log('FastAPI is left out: npm run record:fastapi installs it')
  if (installPeers()) {
    peers.set('NestJS', await startProgram(join(PEERS, 'dist/nest.js')))
    const file = join(PEERS, 'dist/routing-controllers.js')
    peers.set('routing-controllers', await startProgram(file))
  } else console.log('NestJS and routing-controllers are left out: they could not be installed')
  peers.set('Fastify', await startServer('endpoints-fastify'))
  return peers
}

/** Versions of what `bench/peers` has installed. */
export function peerVersions(): Readonly<Record<string, string>> {
  const file = join(PEERS, 'package.json')
  const { dependencies } = JSON.parse(readFileSync(file, 'utf8')) as Manifest // checked in
  const told = ['@nestjs/core', '@nestjs/platform-fastify', 'routing-controllers', 'koa', 'fastify']
  return Object.fromEntries(told.map((name) => [name, dependencies[name] ?? 'unknown']))
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
}

/** Installs on the first run what only this bench needs, and compiles it. */
function installPeers(): boolean {
  const installed = existsSync(join(PEERS, 'node_modules')) || run('npm', 'ci', '--no-audit')
  return installed && run(process.execPath, join(ROOT, 'node_modules/.bin/tsc'), '-p', '.')
}

function run(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { cwd: PEERS, stdio: 'inherit' }).status === 0
}
