import { Body, BodyParam, CallerToken, Ctx, fastapiEndpoint, QueryParam } from '@portico/sdk'
import { expect } from 'chai'
import { Allow } from 'class-validator'

import { describeParameter } from './describe-parameter.js'
import { readParameters } from './read-parameters.js'

class Model {
  @Allow()
  name!: string
}

class Handlers {
  @fastapiEndpoint()
  query(q: string, limit = 10, @QueryParam('ids', { isArray: true, type: Number }) ids: number[]) {
    return [q, limit, ids]
  }

  @fastapiEndpoint({ method: 'POST' })
  body(
    @Body({ type: Model }) models: Model[],
    @CallerToken() caller: unknown,
    @Ctx() ctx: unknown,
  ) {
    return [models, caller, ctx]
  }

  @fastapiEndpoint({ method: 'POST' })
  fields(@BodyParam('model') model: Model, @BodyParam('any', { validate: false }) any: unknown) {
    return [model, any]
  }
}

describe('describeParameter', () => {
  it('says what may be written with a question mark', () => {
    const [q, limit, ids] = describeAll('query')
    expect(q).to.deep.equal({
      name: 'q',
      in: 'query',
      type: 'string',
      required: true,
      note: `required: if it is written "q?: string", TypeScript doesn't emit the "?". Give it a default`,
    })
    expect(limit).to.deep.equal({ name: 'limit', in: 'query', type: 'number', required: false })
    expect(ids).to.deep.equal({ name: 'ids', in: 'query', type: 'number[]', required: false })
  })

  it('names models and what the runtime has at hand', () => {
    expect(describeAll('body').map(({ name, type }) => `${name}: ${type}`)).to.deep.equal([
      'models: Model[]',
      'caller: caller-token',
      'ctx: koa-context',
    ])
    expect(describeAll('fields').map(({ name, type }) => `${name}: ${type}`)).to.deep.equal([
      'model: Model',
      'any: any',
    ])
  })
})

function describeAll(handler: string) {
  const method = handler === 'query' ? 'GET' : 'POST'
  return readParameters(Handlers, handler, { method, pathParams: [] }).map(describeParameter)
}
