import type { Answer } from './answer.js'
import type { Route } from './route.js'

const HEALTHY: Answer = {
  kind: 'answer',
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  body: '{"status":"ok"}',
}

/** Says that the process answers, to whoever asks. A user's own `/health` takes its place. */
export function healthRoute({ needsKoa }: Pick<Route, 'needsKoa'>): Route {
  return {
    name: 'health',
    label: '',
    methods: ['GET'],
    path: '/health',
    hosts: [],
    guard: undefined,
    cors: undefined,
    middleware: [],
    needsKoa,
    handle: () => HEALTHY,
  }
}
