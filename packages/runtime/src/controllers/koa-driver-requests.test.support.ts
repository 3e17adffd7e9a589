import type { InjectOptions } from 'light-my-request'

const USER = { email: 'ada@example.com', age: 36 }

export function get(url: string, headers: Record<string, string> = {}): InjectOptions {
  return { method: 'GET', url, headers }
}

export function send(
  method: 'POST' | 'PUT' | 'PATCH',
  url: string,
  payload: string | object,
  type?: string,
) {
  const headers = { 'content-type': type ?? 'application/json' }
  return { method, url, payload, headers } satisfies InjectOptions
}

const FORM = 'application/x-www-form-urlencoded'

/** Requests that are answered exactly as routing-controllers' own Koa driver answers them. */
export const SAME: readonly InjectOptions[] = [
  get('/users'),
  get('/users/numbers/7'),
  get('/users/numbers/7.5'),
  get('/users/numbers/seven'),
  get('/users/params/x%20y/z'),
  get('/users/query'),
  get('/users/query?limit=5&deep=true&since=2020-01-01&tag=a&tag=b'),
  get('/users/query?limit=five'),
  get('/users/query?deep=maybe'),
  get('/users/query?deep=0&tag=a'),
  get('/users/query?since=never'),
  get('/users/needed'),
  get('/users/needed?q='),
  get('/users/needed?q=x'),
  get('/users/page?page=2&deep=true'),
  get('/users/page?page=0'),
  get('/users/page'),
  get('/users/parsed?filter=%7B%22a%22%3A1%7D'),
  get('/users/parsed?filter=nonsense'),
  get('/users/header'),
  get('/users/header', { 'x-key': 'k', 'x-count': '3' }),
  get('/users/header', { 'x-key': 'k', 'x-count': 'three' }),
  get('/users/headers', { 'x-key': 'k' }),
  get('/users/cookie'),
  get('/users/cookie', { cookie: 'a=1; b=%20x; a=2; c="q"; d; e=f=g' }),
  get('/users/custom', { 'user-agent-name': 'ada' }),
  send('POST', '/users', USER),
  send('POST', '/users', { ...USER, pet: { name: 'Rex' }, extra: 1 }),
  send('POST', '/users', { ...USER, pet: { name: 'far too long' } }),
  send('POST', '/users', { email: 'no', age: 3 }),
  send('POST', '/users', {}),
  send('POST', '/users', 'email=ada%40example.com&age=36', FORM),
  send('POST', '/users/required', ''),
  send('POST', '/users/required', {}),
  send('POST', '/users/loose', { email: 'no' }),
  send('POST', '/users/any', { deep: { er: [1, 2] } }),
  send('POST', '/users/any', '[1,2]'),
  send('POST', '/users/any', 'a=1&b[c]=2&b[d]=3&e=4&e=5&f.g=6', FORM),
  send('POST', '/users/any', '<a/>', 'application/xml'),
  send('POST', '/users/any', '{"a":1}', 'application/vnd.api+json; charset=utf-8'),
  send('POST', '/users/any', '{"a":1}', 'application/merge-patch+json'),
  send('POST', '/users/many', [USER, USER]),
  send('POST', '/users/many', [USER, { email: 'no' }]),
  send('PUT', '/users/field', USER),
  send('PUT', '/users/field', {}),
  send('PUT', '/users/number', { age: '12' }),
  send('PUT', '/users/number', { age: 'x' }),
  send('PATCH', '/users/raw', '{"a": 1}'),
  { method: 'DELETE', url: '/users/3' },
  { method: 'POST', url: '/answers/created' },
  ...['undefined', 'null', 'null-410', 'undefined-202', 'undefined-error'].map((path) =>
    get(`/answers/${path}`),
  ),
  ...['redirect', 'redirect-template', 'redirect-string', 'headers', 'string', 'html'].map((path) =>
    get(`/answers/${path}`),
  ),
  ...['number', 'false', 'promise', 'buffer', 'bytes', 'stream', 'exclude', 'plain'].map((path) =>
    get(`/answers/${path}`),
  ),
  get('/answers/context'),
  get('/answers/response'),
  { method: 'HEAD', url: '/answers/headers' },
  ...['not-found', 'bare', 'teapot', 'shaped', 'unavailable', 'with-header'].map((path) =>
    get(`/errors/${path}`),
  ),
  ...['', '/json', '/undefined', '/error', '/bare', '/number/1', '/number/x'].map((path) =>
    get(`/pages${path}`),
  ),
  ...['state', 'order', 'refused', 'after-error', 'shout'].map((path) => get(`/used/${path}`)),
  get('/secure/any'),
  get('/secure/any', { 'x-role': 'guest' }),
  get('/secure/me'),
  get('/secure/me', { 'x-role': 'guest' }),
  get('/secure/broken', { 'x-role': 'admin' }),
  send('POST', '/secure/admin', { a: 1 }),
  {
    ...send('POST', '/secure/admin', { a: 1 }),
    headers: { 'x-role': 'admin', 'content-type': 'application/json' },
  },
  { method: 'PATCH', url: '/secure/all' },
]
