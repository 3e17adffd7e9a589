import { dirname } from 'node:path'

import type { AppFolder } from '../support/app-folder.js'
import { type AppServer, startAppServer } from './app-server.js'
import {
  compileSnapshots,
  createSnapshotFolder,
  type Refusals,
  serveApps,
} from './check-programs.js'
import type { Block, Page } from './page.js'
import type { Ports } from './ports.js'
import { type Snapshot, writeSnapshots } from './snapshots.js'

/** All TypeScript of all pages, compiled in one run and loaded in one process. */
export interface Workshop {
  readonly folder: AppFolder
  readonly server: AppServer
  readonly snapshots: ReadonlyMap<Block, Snapshot>
  readonly refusals: Refusals
  complaintsAbout(snapshot: Snapshot): readonly string[]
  /** Complaints of the compiler that are about no block. */
  readonly otherComplaints: readonly string[]
  close(): void
}

/** Compiles and loads the pages. Who opens it closes it. */
export async function openWorkshop(
  pages: readonly { readonly page: Page; readonly ports: Ports }[],
): Promise<Workshop> {
  const folder = createSnapshotFolder()
  const server = startAppServer(folder.path)
  const snapshots: Snapshot[] = []
  for (const { page, ports } of pages) {
    snapshots.push(...(await writeSnapshots(folder.path, page, ports)))
  }
  const [complaints, refusals] = await Promise.all([
    compileSnapshots(folder),
    serveApps(server, snapshots),
  ])
  const complaintsAbout = ({ path }: Snapshot) =>
    complaints.filter((line) => line.startsWith(`${dirname(path)}/`))
  const attributed = new Set(snapshots.flatMap(complaintsAbout))
  return {
    folder,
    server,
    snapshots: new Map(snapshots.map((snapshot) => [snapshot.block, snapshot])),
    refusals,
    complaintsAbout,
    otherComplaints: complaints.filter((line) => !attributed.has(line)),
    close() {
      server.close()
      folder.remove()
    },
  }
}
