import { CallerToken, fastapiEndpoint, routePrefix } from '@portico/sdk'
import { expect } from 'chai'
import { All, Body, Get, JsonController, Param, Post, QueryParam } from 'routing-controllers'

import { readControllers } from './read-controllers.js'

describe('readControllers', () => {
  it('gives path, methods and handler of each action', () => {
    @JsonController('/users')
    class Users {
      @Get('/') list() {}
      @Get('/:id') one() {}
      @Post('/batch/') batch() {}
      @All('/any') any() {}
    }
    const shown = readControllers([Users]).map(
      ({ methods, path, handler }) => `${handler}: ${methods.join(',')} ${path}`,
    )
    expect(shown).to.deep.equal([
      'list: GET /users',
      'one: GET /users/:id',
      'batch: POST /users/batch',
      'any: GET,HEAD,POST,PUT,PATCH,DELETE /users/any',
    ])
  })

  it('serves a controller without any path at /', () => {
    @JsonController()
    class Root {
      @Get() index() {}
    }
    expect(readControllers([Root]).map(({ path }) => path)).to.deep.equal(['/'])
  })

  it('puts @routePrefix before the path', () => {
    @routePrefix('/v1')
    @JsonController('/users')
    class Users {
      @Get() list() {}
    }
    expect(readControllers([Users]).map(({ path }) => path)).to.deep.equal(['/v1/users'])
  })

  it('puts the option routePrefix before all paths, and nothing else in its place', () => {
    @routePrefix('/v1')
    @JsonController('/users')
    class Users {
      @Get() list() {}
    }
    @JsonController()
    class Root {
      @Get('/') index() {}
    }
    const actions = readControllers([Users, Root], { routePrefix: '/api' })
    expect(actions.map(({ path }) => path)).to.deep.equal(['/api/v1/users', '/api'])
    for (const wrong of ['api', '/api/', '', '/a//b']) {
      const read = () => readControllers([Users], { routePrefix: wrong })
      expect(read).to.throw(`controllers.routePrefix must be a path such as '/api', not '${wrong}'`)
    }
  })

  it('skips classes that are no controllers, and endpoints of our own on a controller', () => {
    class Greeter {
      @fastapiEndpoint() hello() {}
    }
    @JsonController()
    class Both {
      @fastapiEndpoint() own() {}
      @Get('/theirs') theirs() {}
    }
    expect(readControllers([])).to.deep.equal([])
    expect(readControllers([Greeter, Both]).map(({ handler }) => handler)).to.deep.equal(['theirs'])
  })

  it('describes parameters for people', () => {
    class User {}
    @JsonController()
    class Users {
      @Post('/:id') save(
        @Param('id') _id: number,
        @QueryParam('tag', { isArray: true }) _tag: string[],
        @Body({ required: true, type: User }) _users: User[],
        @CallerToken() _caller: unknown,
      ) {}
    }
    const [action] = readControllers([Users])
    expect(action?.parameters).to.deep.equal([
      scalar({ index: 0, in: 'path', name: 'id', type: 'number', required: true }),
      scalar({ index: 1, in: 'query', name: 'tag', type: 'string', array: true }),
      {
        kind: 'model',
        index: 2,
        in: 'body',
        name: 'body',
        model: User,
        array: true,
        required: true,
      },
      { kind: 'injected', index: 3, in: 'runtime', name: 'caller', what: 'caller-token' },
    ])
  })

  it('lets two runtimes read the same class, each with its own defaults', () => {
    @JsonController()
    class Search {
      @Get('/search') search(@QueryParam('q') _q: string) {}
    }
    const required = (defaults?: boolean) => {
      const options =
        defaults === undefined ? {} : { defaults: { paramOptions: { required: defaults } } }
      const parameters = readControllers([Search], options).flatMap((action) => action.parameters)
      return parameters.map((parameter) => 'required' in parameter && parameter.required)
    }
    expect([required(true), required(), required(false), required(true)]).to.deep.equal([
      [true],
      [false],
      [false],
      [true],
    ])
  })
})

function scalar(facts: object): object {
  return { kind: 'scalar', array: false, required: false, rules: {}, ...facts }
}
