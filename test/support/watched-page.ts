import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { type Browser, type Page, chromium } from 'playwright-core'

/** A browser that reports what it tries to load from other machines. */
export interface WatchedBrowser {
  /** Opens an empty page, which remembers nothing of another one. */
  newPage(): Promise<WatchedPage>
  /** What was asked for that isn't on this machine. */
  readonly elsewhere: readonly string[]
  close(): Promise<void>
}

/** A page, and what went wrong or out while it was open. */
export interface WatchedPage {
  readonly page: Page
  /** URLs of all requests. */
  readonly requests: readonly string[]
  /** Errors and warnings, those of a policy too. Who causes some on purpose takes them out. */
  readonly complaints: string[]
}

/**
 * Starts a browser behind a proxy that passes nothing on: only loopback addresses are reached.
 *
 * @param executablePath of a Chromium.
 */
export async function openWatchedBrowser(executablePath: string): Promise<WatchedBrowser> {
  const elsewhere: string[] = []
  const note = (url = ''): void => {
    if (!OF_THE_BROWSER.test(url)) elsewhere.push(url)
  }
  const proxy = createServer((req, res) => {
    note(req.url)
    res.writeHead(502).end()
  })
  proxy.on('connect', (req, socket) => {
    note(req.url)
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo // a TCP server that listens has one
  const browser = await launch(executablePath, port)
  return {
    newPage: () => newPage(browser),
    elsewhere,
    async close() {
      await browser.close()
      proxy.closeAllConnections()
      proxy.close()
    },
  }
}

/** Where Chromium asks for updates and accounts, whatever page is open. */
const OF_THE_BROWSER = /^(https?:\/\/)?([a-z0-9-]+\.)*(google|googleapis|gstatic|gvt1)\.com[:/]/

function launch(executablePath: string, proxyPort: number): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [`--proxy-server=127.0.0.1:${proxyPort}`],
  })
}

async function newPage(browser: Browser): Promise<WatchedPage> {
  const page = await browser.newPage()
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  return { page, requests, complaints }
}
