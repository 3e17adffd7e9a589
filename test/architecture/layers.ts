/** Layers that each layer may import besides itself: folders of a package's `src`, or files in it. */
export type Layers = Readonly<Record<string, readonly string[]>>

export const SDK_LAYERS: Layers = {
  errors: [],
  answers: [],
  app: ['decorators', 'endpoints', 'errors'],
  auth: ['errors'],
  endpoints: ['auth', 'errors'],
  decorators: ['auth', 'endpoints', 'errors'],
  // An entry of its own, which browsers load: nothing that registers decorators may come with it.
  client: ['auth'],
  'index.ts': ['answers', 'app', 'auth', 'decorators', 'endpoints', 'errors'],
}

const PORTS = ['tokens', 'workspace']
const SERVING = ['server', 'binding', 'answers', 'guards', 'controllers', 'loader', 'compiler']
const STATE = [...PORTS, 'database']
const EVERYTHING_BELOW = [
  ...SERVING,
  ...STATE,
  'client',
  'config',
  'control',
  'docs',
  'management/operations',
  'observability',
]

export const RUNTIME_LAYERS: Layers = {
  // Declare → model → compile → run: the server knows routes, and nothing of what became one.
  server: [],
  binding: ['server'],
  // What may leave: the way out of models, as `binding` has the way in.
  answers: ['binding'],
  guards: ['server'],
  controllers: ['binding', 'server'],
  loader: ['answers', 'binding', 'controllers', 'server'],
  compiler: ['answers', 'binding', 'controllers', 'guards', 'loader', 'server'],

  docs: ['answers', 'binding', 'loader', 'server'],
  // A client is written from the description alone, as any generator would.
  client: ['docs'],

  // A port knows no implementation; the database binds every port to one transaction.
  tokens: [],
  'tokens/sql': ['tokens', 'database'],
  workspace: [],
  'workspace/sql': ['workspace', 'database'],
  // What can be done to a workspace, whoever asks: the command line and, later, the admin listener.
  'management/operations': PORTS,
  database: [...PORTS, 'tokens/sql', 'workspace/sql'],

  config: ['workspace'],
  control: ['config'],
  observability: ['server'],

  // Where parts are put together: the runtime's own, then the commands'.
  composition: EVERYTHING_BELOW,
  'runtime.ts': [...EVERYTHING_BELOW, 'composition'],
  testing: [...EVERYTHING_BELOW, 'composition', 'runtime.ts'],
  commands: [...EVERYTHING_BELOW, 'management/operations', 'runtime.ts'],
  'cli.ts': ['commands', 'config'],
  'index.ts': [...EVERYTHING_BELOW, 'composition', 'runtime.ts'],
}

/** The layer of `layers` that the file at `path` belongs to: the deepest folder that is listed. */
export function layerOf(path: string, layers: Layers): string | undefined {
  const segments = path.split('/')
  const prefixes = segments.map((_, end) => segments.slice(0, end + 1).join('/'))
  return prefixes.findLast((prefix) => Object.hasOwn(layers, prefix))
}
