import { expect } from 'chai'

import { proxyAuth } from '../auth/proxy-auth.js'
import { ownEndpointsOf } from '../endpoints/endpoint-registry.js'
import { type FastapiEndpointOptions, fastapiEndpoint } from './fastapi-endpoint.js'

/** What a method with these options records; options come from JavaScript too, hence `unknown`. */
function declare(options?: unknown) {
  class Greeter {
    hello() {}
  }
  const decorate =
    options === undefined ? fastapiEndpoint() : fastapiEndpoint(options as FastapiEndpointOptions)
  decorate(Greeter.prototype, 'hello')
  return ownEndpointsOf(Greeter)[0]
}

describe('@fastapiEndpoint', () => {
  it('records the defaults', () => {
    expect(declare()).to.deep.equal({
      kind: 'function',
      handler: 'hello',
      form: 'method',
      method: 'GET',
      path: undefined,
      label: undefined,
      customDomains: [],
      protection: { kind: 'unstated' },
      cors: { origins: '*' },
      statusCode: 200,
      responseModel: undefined,
      etag: false,
      timeoutMs: 300_000,
      idleTimeoutMs: undefined,
      maxBodyBytes: 1_048_576,
      maxKeys: 1000,
      maxItems: 10_000,
      maxDepth: 64,
      maxConcurrency: undefined,
      docs: false,
      summary: undefined,
      tags: [],
    })
  })

  it('records what nobody can change', () => {
    expect(declare()).to.be.frozen
  })

  it('records the handle method of a class', () => {
    @fastapiEndpoint({ method: 'POST' })
    class SendMail {
      handle() {}
    }
    expect(ownEndpointsOf(SendMail)[0]).to.include({
      form: 'class',
      handler: 'handle',
      method: 'POST',
    })
  })

  for (const [options, kind] of [
    [{}, 'unstated'],
    [{ requiresProxyAuth: true }, 'protected'],
    [{ requiresProxyAuth: false }, 'unprotected'],
    [{ public: true }, 'public'],
    [{ public: false }, 'unstated'],
    [{ public: true, requiresProxyAuth: false }, 'public'],
    [{ auth: proxyAuth() }, 'protected'],
    [{ auth: [proxyAuth()] }, 'protected'],
  ] as const) {
    it(`is ${kind} by ${JSON.stringify(options)}`, () => {
      expect(declare(options)?.protection.kind).to.equal(kind)
    })
  }

  it('records how the endpoint is described', () => {
    const description = { docs: true, summary: 'Says hello', tags: ['greetings'] }
    expect(declare(description)).to.deep.include(description)
  })

  it('records the model of answers, or of the elements of an array', () => {
    class User {}
    expect(declare({ responseModel: User })?.responseModel).to.deep.equal({
      model: User,
      array: false,
    })
    expect(declare({ responseModel: [User] })?.responseModel).to.deep.equal({
      model: User,
      array: true,
    })
  })

  for (const method of ['GET', 'HEAD'] as const) {
    it(`records that answers of ${method} have an ETag`, () => {
      expect(declare({ method, etag: true })?.etag).to.equal(true)
    })
  }

  it('lets named origins read answers with credentials', () => {
    const cors = { origins: ['https://app.example.com'], credentials: true }
    expect(declare({ cors })?.cors).to.deep.equal(cors)
    expect(declare({ cors: false })?.cors).to.equal(undefined)
  })

  const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'
  const OPTIONS =
    'method, path, label, customDomains, requiresProxyAuth, auth, public, cors, statusCode, responseModel, etag, timeoutMs, idleTimeoutMs, maxBodyBytes, maxKeys, maxItems, maxDepth, maxConcurrency, docs, summary, tags'
  const LABEL = 'must be 1 to 63 of a-z, 0-9 and -, not start or end with -, and not be a number'

  const refused: readonly (readonly [options: unknown, message: string])[] = [
    [{ method: 'FETCH' }, `method 'FETCH' is unknown: use one of ${METHODS}`],
    [{ method: 'get' }, `method 'get' is unknown: use one of ${METHODS}`],
    [{ path: 'hello' }, "path must start with a slash, such as '/hello'"],
    [{ label: 'Hello' }, `label 'Hello' ${LABEL}`],
    [{ label: '-hello' }, `label '-hello' ${LABEL}`],
    [{ label: '123' }, `label '123' ${LABEL}`],
    [{ label: '' }, `label '' ${LABEL}`],
    [{ label: 'a'.repeat(64) }, `label '${'a'.repeat(64)}' ${LABEL}`],
    [
      { customDomains: 'api.example.com' },
      "customDomains must be an array: write customDomains: ['api.example.com']",
    ],
    [
      { requiresProxyAuth: true, auth: proxyAuth() },
      'requiresProxyAuth and auth say the same thing: write auth: [proxyAuth(), …] alone',
    ],
    [
      { requiresProxyAuth: true, public: true },
      'public: true contradicts requiresProxyAuth and auth: keep one',
    ],
    [
      { auth: proxyAuth(), public: true },
      'public: true contradicts requiresProxyAuth and auth: keep one',
    ],
    [{ requiresProxyAuth: 'yes' }, "requiresProxyAuth must be true or false, not 'yes'"],
    [{ requiresProxyAuth: null }, 'requiresProxyAuth must be true or false, not null'],
    [{ public: 1 }, 'public must be true or false, not 1'],
    [{ auth: [] }, 'auth takes a scheme such as proxyAuth(), or a list of at least one'],
    [{ auth: proxyAuth }, 'auth takes a scheme such as proxyAuth(), or a list of at least one'],
    [{ requireProxyAuth: true }, `there is no option 'requireProxyAuth': use ${OPTIONS}`],
    ['GET', 'options must be an object such as { requiresProxyAuth: true }, not GET'],
    [
      { cors: { origins: ['*'], credentials: true } },
      "cors with any origin can't allow credentials: name the origins, such as ['https://app.example.com']",
    ],
    [{ cors: '*' }, "cors must be true, false or { origins: ['https://app.example.com'] }"],
    [{ statusCode: 20 }, 'statusCode must be a whole number from 200 to 599, not 20'],
    [
      { timeoutMs: 2 ** 31 },
      'timeoutMs must be a number above zero and at most 2147483647, not 2147483648',
    ],
    [
      { requiresProxyAuth: undefined },
      'requiresProxyAuth is undefined, so that nobody can tell whether the endpoint is meant to be open',
    ],
    [{ timeoutMs: 0 }, 'timeoutMs must be a number above zero and at most 2147483647, not 0'],
    [{ maxBodyBytes: '1mb' }, "maxBodyBytes must be a whole number above zero, not '1mb'"],
    ...[{}, [], [class A {}, class B {}], 'User', () => 1].map(
      (responseModel) =>
        [
          { responseModel },
          'responseModel takes a class, such as User, or one in brackets for an array of it, such as [User]',
        ] as const,
    ),
    [
      { responseModel: undefined },
      'responseModel takes a class, such as User, or one in brackets for an array of it, such as [User] (it is undefined: do two files import each other?',
    ],
    [{ etag: 'weak' }, "etag must be true or false, not 'weak'"],
    [
      { etag: true, method: 'POST' },
      'etag: true is for GET and HEAD, not for POST: nobody keeps the answer of a POST. Remove it',
    ],
    [{ docs: 'yes' }, "docs must be true or false, not 'yes'"],
    [{ summary: ' ' }, "summary must be a text, such as 'Says hello'"],
    [{ tags: 'orders' }, "tags must be an array of texts: write tags: ['orders']"],
    [{ tags: [''] }, "tags must be an array of texts: write tags: ['orders']"],
    [{ maxConcurrency: Number.NaN }, 'maxConcurrency must be a whole number above zero, not NaN'],
    [{ maxKeys: 0 }, 'maxKeys must be a whole number above zero, not 0'],
    [{ maxItems: '5' }, "maxItems must be a whole number above zero, not '5'"],
    [{ maxDepth: 501 }, 'maxDepth must be a whole number above zero and at most 500, not 501'],
    [{ maxConcurrency: 1.5 }, 'maxConcurrency must be a whole number above zero, not 1.5'],
  ]
  for (const [options, message] of refused) {
    it(`refuses: ${message}`, () => {
      expect(() => declare(options))
        .to.throw(`Greeter.hello: ${message}`)
        .with.property('code', 'invalid_endpoint')
    })
  }
})
