import { join } from 'node:path'

import { createStateDirectory } from '../../config/state-directory.js'
import { findWorkspace } from '../../config/workspace-location.js'
import type { ServerStatus } from '../../control/controlled-server.js'
import { findProjectFolder } from '../../loader/project-folder.js'
import type { Invocation } from '../invocation.js'
import { toListenError } from '../listen-error.js'
import { openServerControl } from '../open-server-control.js'
import { outliveReaders } from '../outlive-readers.js'
import { readWebSuffix } from '../read-web-suffix.js'
import { toBaseUrl } from '../server-url.js'
import { listenForStop } from '../stop-signal.js'
import { findAppFiles } from './app-files.js'
import { createDevScreen } from './dev-screen.js'
import { SETTING_FILES, readDevEnvironment } from './dev-settings.js'
import { Front } from './front.js'
import { Reloader } from './reloader.js'
import { SourceWatcher } from './watch-sources.js'

/** Options of `runtime dev`. */
export interface DevOptions {
  readonly verbose: boolean
}

/** Serves an app on this machine, and loads it again whenever it is saved, until told to stop. */
export async function develop(
  invocation: Invocation,
  named: readonly string[],
  { verbose }: DevOptions,
): Promise<void> {
  const { terminal, workingDirectory } = invocation
  const files = findAppFiles(workingDirectory, named)
  const { settings } = readDevEnvironment(invocation)
  outliveReaders()

  const { host, port, databaseUrl } = settings
  const found = findWorkspace({ workingDirectory, databaseUrl })
  await readWebSuffix(found, settings.environment)
  const location = found ?? createStateDirectory(workingDirectory)
  const front = await Front.open({ host, port }).catch((error: unknown) => {
    throw toListenError(error, settings)
  })
  terminal.note(`→ ${location.title}`)

  const watcher = new SourceWatcher({
    settings: settingFiles(workingDirectory, files),
    files,
    onChange: (changed) => void reloader.reload(changed, changed.some(isSettingFile)),
  })
  const status = createStatus(toBaseUrl(host, front.port), settings.environment, () => reloader)
  const reloader = new Reloader({
    ...{ files, front, watcher, databaseUrl: location.databaseUrl },
    observer: createDevScreen({ terminal, verbose, status }),
    readEnvironment: () => readDevEnvironment(invocation),
  })
  const stop = listenForStop()
  const control = await openServerControl(invocation, location.databaseUrl, {
    status,
    endpointAt: (method, path) => reloader.findEndpoint(method, path),
    stop: () => stop.request(),
  })
  await watcher.ready
  void reloader.reload([], false)

  await stop.requested
  front.close()
  await watcher.close()
  await reloader.close()
  await control?.close()
}

/** In the working directory, where settings are read, and where the app's `package.json` stands. */
function settingFiles(workingDirectory: string, files: readonly string[]): readonly string[] {
  const folders = new Set([workingDirectory, ...files.map(findProjectFolder)])
  return [...folders].flatMap((folder) => SETTING_FILES.map((name) => join(folder, name)))
}

function isSettingFile(path: string): boolean {
  return SETTING_FILES.some((name) => path.endsWith(`/${name}`))
}

function createStatus(
  url: string,
  environment: string,
  reloader: () => Pick<Reloader, 'app'>,
): () => ServerStatus {
  const startedAt = new Date().toISOString()
  return () => ({
    pid: process.pid,
    urls: [url],
    environment,
    app: reloader().app?.name ?? '',
    started_at: startedAt,
    routes: reloader().app?.routes ?? [],
  })
}
