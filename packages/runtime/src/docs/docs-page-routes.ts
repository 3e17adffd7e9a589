import type { AnswerHeaders } from '../server/answer.js'
import type { Route } from '../server/route.js'
import { type PageFile, answerWithFile } from './docs-page-files.js'

/** Path of the page that shows the API description. */
export const DOCS_PATH = '/docs'

/**
 * The page of Swagger UI, and the files that it is made of: these and nothing else, each at a path of
 * its own. Its URLs are relative, so that it works behind whatever prefix it is served.
 */
export function docsPageRoutes({ needsKoa }: Pick<Route, 'needsKoa'>): readonly Route[] {
  return FILES.map(({ path, ...file }): Route => ({
    ...{ name: 'docs', label: '', methods: ['GET'], path, hosts: [] },
    ...{ guard: undefined, cors: undefined, middleware: [], needsKoa },
    handle: (exchange) => answerWithFile(exchange, file),
  }))
}

/**
 * Nothing from elsewhere, nothing to elsewhere, and no script that isn't a file of ours. Swagger UI
 * has its arrows in `data:` URLs and shows images of answers by `blob:` ones.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS: AnswerHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const FILES: readonly (PageFile & { readonly path: string })[] = [
  {
    path: DOCS_PATH,
    name: 'index.html',
    headers: {
      ...HEADERS,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    },
  },
  toAsset('page.js', 'text/javascript'),
  toAsset('page.css', 'text/css'),
  toAsset('swagger-ui-bundle.js', 'text/javascript'),
  toAsset('swagger-ui.css', 'text/css'),
]

function toAsset(name: string, type: string): (typeof FILES)[number] {
  const headers = { ...HEADERS, 'Content-Type': `${type}; charset=utf-8` }
  return { path: `${DOCS_PATH}/${name}`, name, headers }
}
