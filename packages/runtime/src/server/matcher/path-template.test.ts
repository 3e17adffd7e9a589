import { expect } from 'chai'
import * as fc from 'fast-check'

import { PathSyntaxError } from './path-syntax-error.js'
import { parsePathTemplate, shapesOf } from './path-template.js'

const SHAPES: readonly (readonly [string, readonly string[]])[] = [
  ['/', ['/']],
  ['/users/:id', ['/users/{}']],
  ['/users/:userId', ['/users/{}']],
  ['/files/*path', ['/files/{*}']],
  ['/:a-:b.json', ['/{}-{}.json']],
  ['/x{/:id}', ['/x/{}', '/x']],
  ['/{:id}', ['/{}', '/']],
  ['{/:lang}/about', ['/{}/about', '/about']],
  ['/a{/b{/c}}', ['/a/b/c', '/a/b', '/a']],
  ['/é', ['/%C3%A9']],
  ['/a b', ['/a%20b']],
  ['/a%20b%7e', ['/a%20b~']],
  ['/100%', ['/100%25']],
  ['/\\:id\\*', ['/:id*']],
  ['/:"my name"', ['/{}']],
  ['/:__proto__/:constructor', ['/{}/{}']],
]

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['/users/:id(\\d+)', /write "\/users\/:id", and check the parameter/],
  ['/:id([a-z]{2,(3)})', /write "\/:id", and check/],
  ['/files/*', /write "\/files\/\*path"$/],
  ['*', /write "\/\*path"$/],
  ['/x/:id?', /write "\/x\{\/:id\}"$/],
  ['/:id?', /write "\/\{:id\}"$/],
  ['/x/:id*', /write "\/x\{\/\*id\}"$/],
  ['/x/:id+', /write "\/x\/\*id"$/],
  ['/(.*)', /write "\/\*path"$/],
  ['/a/:rest(.*)', /write "\/a\/\*rest"$/],
  ['//*', /can't be read/],
  ['/*/*', /can't be read/],
  ['/c++', /backslash in front/],
  ['/a{b', /can't be read/],
  ['/:', /can't be read \(Missing parameter name at index 2\)/],
  ['/:a:b', /can't be read/],
  ['/\ud800', /can't be read/],
  ['/*a/x/*b', /more than one wildcard/],
  ['/:a/:a', /parameter "a" twice/],
  ['/:a{/:b/:a}', /parameter "a" twice/],
  ['users', /start with "\/"/],
  ['', /start with "\/"/],
  ['/a//b', /can match no request/],
  ['/a/../b', /can match no request/],
  ['/a/.', /can match no request/],
  ['/a%2fb', /can match no request/],
  ['/a\\\\b', /can match no request/],
  ['/{a}{b}{c}{d}{e}{f}{g}', /more than 64/],
]

describe('parsePathTemplate', () => {
  for (const [path, shapes] of SHAPES) {
    it(`reads ${JSON.stringify(path)} as the shapes ${shapes.join(' and ')}`, () => {
      expect(shapesOf(parsePathTemplate(path))).to.deep.equal(shapes)
    })
  }

  for (const [path, message] of REFUSED) {
    it(`refuses ${JSON.stringify(path)} and says what to write`, () => {
      expect(() => parsePathTemplate(path)).to.throw(PathSyntaxError, message)
    })
  }

  it('lists the names of parameters, in groups too', () => {
    expect(parsePathTemplate('/:a{/x-:b}/*c').names).to.deep.equal(['a', 'b', 'c'])
  })

  it('suggests only paths that it reads itself', () => {
    const piece = fc.constantFrom('/', 'a', ':id', '?', '*', '+', '(.*)', '(\\d+)', '{', '}', '.')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const suggestion = suggestionFor(`/${pieces.join('')}`)
        if (suggestion !== undefined) expect(() => parsePathTemplate(suggestion)).to.not.throw()
      }),
      { numRuns: 10_000 },
    )
  })

  it('throws nothing but PathSyntaxError', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        suggestionFor(`/${path}`)
      }),
    )
  })
})

/** The path that the message says to write; `undefined` where there is none or no error. */
function suggestionFor(path: string): string | undefined {
  try {
    parsePathTemplate(path)
    return undefined
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error
    const [, quoted] = /syntax: write ("(?:[^"\\]|\\.)*")/.exec(error.message) ?? []
    return quoted === undefined ? undefined : String(JSON.parse(quoted))
  }
}
