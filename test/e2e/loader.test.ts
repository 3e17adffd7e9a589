import { expect } from 'chai'

import { type AppFiles, type AppFolder, TSCONFIG, createAppFolder } from '../support/app-folder.js'
import { type LoadedApp, loadApps } from '../support/load-apps.js'

const GREETER = `
  import { fastapiEndpoint } from '@portico/sdk'
  export class Greeter {
    @fastapiEndpoint({ requiresProxyAuth: true })
    sayHello(name: string, times = 1) { return name.repeat(times) }
  }
`
const GREETING = {
  name: 'Greeter.sayHello',
  path: '/say-hello',
  label: 'shop-greeter-sayhello',
  protection: 'protected',
}

describe('loading an app', () => {
  let folder: AppFolder

  afterEach(() => folder.remove())

  async function load(file: string, files: AppFiles): Promise<LoadedApp> {
    folder = createAppFolder({ 'package.json': '{"name":"@acme/shop"}', ...files })
    const [loaded] = await loadApps(folder.path, [file])
    return loaded ?? {}
  }

  for (const file of ['app.ts', 'app.mts', 'app.tsx']) {
    it(`takes ${file} in a CommonJS package`, async () => {
      const { app, endpoints } = await load(file, { 'tsconfig.json': TSCONFIG, [file]: GREETER })
      expect(app).to.equal('shop')
      expect(endpoints?.[0]).to.include(GREETING)
    })
  }

  it('takes TypeScript without a tsconfig.json, with the types of parameters', async () => {
    const { endpoints, message } = await load('app.ts', { 'app.ts': GREETER })
    expect(message).to.equal(undefined)
    expect(endpoints?.[0]).to.include(GREETING)
    const types = endpoints?.[0]?.parameters.map(({ name, type }) => [name, type])
    expect(types).to.deep.equal([
      ['name', 'string'],
      ['times', 'number'],
    ])
  })

  it('finds tsconfig.json beside the app, not in the working directory', async () => {
    const { endpoints } = await load('inner/app.ts', {
      'tsconfig.json': '{}',
      'inner/tsconfig.json': TSCONFIG,
      'inner/app.ts': GREETER,
    })
    expect(endpoints?.[0]).to.include(GREETING)
  })

  it('takes CommonJS JavaScript with require', async () => {
    const { endpoints, message } = await load('app.js', {
      'app.js': `
        const { fastapiEndpoint } = require('@portico/sdk')
        class Greeter { sayHello() { return 'hello' } }
        fastapiEndpoint({ requiresProxyAuth: true })(Greeter.prototype, 'sayHello')
        module.exports = { Greeter }
      `,
    })
    expect(message).to.equal(undefined)
    expect(endpoints).to.have.lengthOf(1)
    expect(endpoints?.[0]).to.include(GREETING)
  })

  it('takes JavaScript modules, and never starts the compiler for them', async () => {
    const { endpoints, message } = await load('app.mjs', {
      'app.mjs': `
        import { fastapiEndpoint } from '@portico/sdk'
        import { createRequire } from 'node:module'
        class Greeter { sayHello() { return 'hello' } }
        const binding = Object.keys(createRequire(import.meta.url).cache).find((file) => file.includes('oxc-node'))
        const path = binding ? '/compiler' : '/no-compiler'
        fastapiEndpoint({ path })(Greeter.prototype, 'sayHello')
        export const handlers = [Greeter]
      `,
    })
    expect(message).to.equal(undefined)
    expect(endpoints?.[0]?.path).to.equal('/no-compiler')
  })

  it('takes each exported class once, and looks into no list but handlers and default', async () => {
    const { endpoints } = await load('app.ts', {
      'tsconfig.json': TSCONFIG,
      'app.ts': `${GREETER}
        export { Greeter as Again }
        export default [Greeter]
        export const handlers = [Greeter]
        export const number = 1
        export const nothing = null
        class Internal { @fastapiEndpoint() secret() {} }
        export const internal = [Internal]
        export const more = { Internal }
        export class Plain {}
      `,
    })
    expect(endpoints).to.have.lengthOf(1)
  })

  it('asks for a tsconfig.json that includes the app', async () => {
    const { message } = await load('app.ts', {
      'tsconfig.json': `{"include":["src"],${TSCONFIG.slice(1)}`,
      'app.ts': GREETER,
    })
    expect(message).to.equal(
      'app.ts uses decorators, but tsconfig.json doesn\'t include it: add it to "include" there',
    )
  })

  it('names the app by its file where no package.json names it', async () => {
    folder = createAppFolder({ 'My App.mjs': HELLO_MODULE })
    const [loaded] = await loadApps(folder.path, ['My App.mjs'])
    expect(loaded?.endpoints?.[0]?.label).to.equal('my-app-greeter-hello')
  })
})

const HELLO_MODULE = `
  import { fastapiEndpoint } from '@portico/sdk'
  export class Greeter { hello() {} }
  fastapiEndpoint()(Greeter.prototype, 'hello')
`

const NO_TYPES = '{"compilerOptions":{"experimentalDecorators":true}}'
const SETTINGS =
  'write "experimentalDecorators": true and "emitDecoratorMetadata": true under "compilerOptions" in'

/** File, code and message of what is refused; the files are below. */
const REFUSED: readonly (readonly [file: string, code: string, message: string])[] = [
  ['nothing.ts', 'file_not_found', "nothing.ts doesn't exist: check the path"],
  ['folder', 'not_a_module', "folder is a directory: name the app's file, such as app.ts"],
  [
    'notes.txt',
    'not_a_module',
    "notes.txt is neither TypeScript nor JavaScript: an app's file ends with .ts, .mts, .tsx, .js, .mjs or .cjs",
  ],
  [
    'common.cts',
    'not_a_module',
    'common.cts is CommonJS by its name, and TypeScript apps run as ES modules: rename it to end with .ts',
  ],
  [
    'empty.ts',
    'no_handlers',
    'empty.ts exports no handler class: export a class with a @fastapiEndpoint() method',
  ],
  ['throws.ts', 'threw', 'throws.ts:4 threw while it was loaded: no database'],
  ['deep.ts', 'threw', 'throws.ts:4 threw while it was loaded: no database'],
  ['calls-deep/app.ts', 'threw', 'calls-deep/app.ts:2 threw while it was loaded: too deep'],
  ['throws-text.js', 'threw', 'throws-text.js threw while it was loaded: no database'],
  [
    'syntax.ts',
    'syntax_error',
    'syntax.ts:4 has a syntax error: Expected `,` or `)` but found `}`, at: }',
  ],
  [
    'unclosed.ts',
    'syntax_error',
    'unclosed.ts:3 has a syntax error: Expected `}` but found `EOF`, at: hello() {}',
  ],
  [
    'unclosed-empty.ts',
    'syntax_error',
    'unclosed-empty.ts:1 has a syntax error: Expected `}` but found `EOF`, at: {',
  ],
  [
    'syntax.mjs',
    'syntax_error',
    "syntax.mjs:3 has a syntax error: Unexpected token ']', at: (((]))",
  ],
  [
    'syntax.cjs',
    'syntax_error',
    "syntax.cjs:2 has a syntax error: Unexpected token ')', at: foo())",
  ],
  [
    'require.ts',
    'commonjs_in_es_module',
    "require.ts:2 uses require; TypeScript apps run as ES modules: write import … from '…'",
  ],
  [
    'dirname.ts',
    'commonjs_in_es_module',
    'dirname.ts:1 uses __dirname; TypeScript apps run as ES modules: write import.meta.dirname',
  ],
  [
    'import-require.ts',
    'commonjs_in_es_module',
    "import-require.ts:2 uses import = require; TypeScript apps run as ES modules: write import … from '…'",
  ],
  [
    'no-package.ts',
    'import_not_found',
    "no-package.ts imports @acme/nothing, which isn't installed: run npm install @acme/nothing",
  ],
  [
    'no-package.cjs',
    'import_not_found',
    "no-package.cjs imports acme-nothing, which isn't installed: run npm install acme-nothing",
  ],
  [
    'no-file.ts',
    'import_not_found',
    "no-file.ts imports nowhere.js, which doesn't exist: check the path",
  ],
  [
    'no-export.ts',
    'import_not_found',
    'no-export.ts:1 imports nope from ./throws-nothing.js, which exports no nope: check the name, and write import type for a type',
  ],
  [
    'imports-typescript.mjs',
    'import_not_found',
    'imports-typescript.mjs imports TypeScript, and is JavaScript itself: rename it to end with .ts',
  ],
  ['torn/app.ts', 'broken_package', "torn/package.json isn't valid JSON: correct it"],
  ['torn/app.js', 'broken_package', "torn/package.json isn't valid JSON: correct it"],
  ['torn/within/app.ts', 'broken_package', "torn/package.json isn't valid JSON: correct it"],
  [
    'untyped/app.ts',
    'no_decorator_metadata',
    `untyped/app.ts was compiled without the types of its parameters: ${SETTINGS} untyped/tsconfig.json`,
  ],
  [
    'undecorated/app.ts',
    'no_decorator_metadata',
    `undecorated/app.ts uses decorators, which its compiler settings don't allow: ${SETTINGS} undecorated/tsconfig.json`,
  ],
  [
    'standard.mjs',
    'invalid_endpoint',
    `standard.mjs: @fastapiEndpoint() on hello was compiled as a standard decorator: ${SETTINGS} tsconfig.json`,
  ],
  [
    'declares.ts',
    'invalid_endpoint',
    'misused.ts: Write @fastapiEndpoint() with parentheses on Greeter.hello',
  ],
]

const REFUSED_FILES: AppFiles = {
  'tsconfig.json': TSCONFIG,
  'package.json': '{"name":"shop"}',
  'folder/app.ts': '',
  'unclosed.ts': 'export class Greeter {\n  // says hello\n  hello() {}\n\n  \n',
  'unclosed-empty.ts': '{',
  'torn/package.json': '{ "name": "shop", }',
  'torn/app.ts': HELLO_MODULE,
  'torn/app.js': HELLO_MODULE,
  'torn/within/app.ts': HELLO_MODULE,
  'notes.txt': '',
  'common.cts': '',
  'empty.ts': 'export class Plain {}\nexport const number = 1\n',
  'throws.ts': `interface Nothing {}
type Nobody = Nothing
function open(): never {
  throw new Error('no database')
}
export const database = open()
`,
  'deep.ts': "export * from './throws.js'\n",
  'calls-deep/app.ts': "import { dive } from 'deep'\nexport const depth = dive(30)\n",
  'calls-deep/node_modules/deep/package.json': '{"name":"deep","main":"index.js"}',
  'calls-deep/node_modules/deep/index.js': `exports.dive = function dive(left) {
  if (left === 0) throw new Error('too deep')
  return dive(left - 1)
}
`,
  'throws-text.js': "throw 'no database'\n",
  'throws-nothing.ts': 'export const a = 1\n',
  'syntax.ts': 'export const a = 1\nexport class Greeter {\n  hello( { }\n}\n',
  'syntax.mjs': 'export const a = 1\n\n(((]))\n',
  'imports-syntax.mjs': "import './syntax.mjs'\n",
  'syntax.cjs': 'function foo() {}\nfoo())\n',
  'require.ts': "import { a } from './throws-nothing.js'\nexport const fs = require('node:fs')\n",
  'dirname.ts': 'export const here: string = __dirname\n',
  'import-require.ts': "export const a = 1\nimport fs = require('node:fs')\nexport const b = fs\n",
  'no-package.ts': "import '@acme/nothing/part'\n",
  'no-package.cjs': "require('acme-nothing')\n",
  'no-file.ts': "import './nowhere.js'\n",
  'no-export.ts': "import { nope } from './throws-nothing.js'\nexport const a = nope\n",
  'imports-typescript.mjs': "export * from './untyped/app.ts'\n",
  'untyped/tsconfig.json': NO_TYPES,
  'untyped/app.ts': GREETER,
  'undecorated/tsconfig.json': '{"compilerOptions":{"strict":true}}',
  'undecorated/app.ts': GREETER,
  'standard.mjs': `import { fastapiEndpoint } from '@portico/sdk'
    fastapiEndpoint()(() => {}, { kind: 'method', name: 'hello', static: false })\n`,
  'declares.ts': "export * from './misused.js'\n",
  'misused.ts': `import { fastapiEndpoint } from '@portico/sdk'
    export class Greeter { @fastapiEndpoint hello() {} }\n`,
}

/** Wrong files `tsconfig.json`, and what is said of each. */
const WRONG_TSCONFIGS: readonly (readonly [string, string])[] = [
  ['{ "compilerOptions": {\n "experimentalDecorators": true,', 'correct 0/tsconfig.json:2, which'],
  ['{ "compilerOptions":\n\n{ "a": 1 "b": 2 } }', 'correct 1/tsconfig.json:3, which'],
  ['', 'correct 2/tsconfig.json:1, which is not valid JSON'],
  ['{ "extends": "./none.json" }', 'correct "extends" in 3/tsconfig.json: there is no ./none.json'],
  [`{ "extends": ["no-such"],${TSCONFIG.slice(1)}`, 'correct "extends" in 4/tsconfig.json: there'],
  ['{ // "experimentalDecorators": true\n }', 'write "experimentalDecorators": true and'],
  ['{ "files": ["//", "/*,}"], "extends": "../base", }', 'write "experimentalDecorators": true'],
]

describe('an app whose tsconfig.json is wrong', () => {
  it('is told what is wrong with it', async () => {
    const pairs = WRONG_TSCONFIGS.flatMap(([tsconfig], nth) => [
      [`${nth}/tsconfig.json`, tsconfig] as const,
      [`${nth}/app.ts`, GREETER] as const,
    ])
    const folder = createAppFolder({ 'base.json': '{}', ...Object.fromEntries(pairs) })
    const files = WRONG_TSCONFIGS.map((_, nth) => `${nth}/app.ts`)
    const loaded = await loadApps(folder.path, files)
    folder.remove()
    for (const [nth, [, fault]] of WRONG_TSCONFIGS.entries()) {
      expect(loaded[nth]?.message).to.contain(`settings don't allow: ${fault}`)
    }
  })
})

describe('an app that cannot be loaded', () => {
  let folder: AppFolder
  const results = new Map<string, LoadedApp>()

  before(async () => {
    folder = createAppFolder(REFUSED_FILES)
    // JavaScript comes first, in a process that never starts the compiler.
    const files = REFUSED.map(([file]) => file)
    for (const group of [files.filter(isJavaScript), files.filter((file) => !isJavaScript(file))]) {
      const loaded = await loadApps(folder.path, group)
      for (const [index, file] of group.entries()) results.set(file, loaded[index] ?? {})
    }
  })

  after(() => folder.remove())

  for (const [file, code, message] of REFUSED) {
    it(`says of ${file}: ${message}`, () => {
      expect(results.get(file)).to.deep.equal({ code, message })
    })
  }
})

function isJavaScript(file: string): boolean {
  return file.endsWith('js')
}
