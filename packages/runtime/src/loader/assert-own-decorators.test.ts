import { UseBefore, UseInterceptor, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import { Authorized, Header, JsonController } from 'routing-controllers'

import { refusal } from './manifest.test.support.js'

const refuse = async (): Promise<void> => undefined

describe('buildManifest, on decorators of routing-controllers beside ours', () => {
  it('refuses what would protect a method of a controller', () => {
    class ByMethod {
      @Authorized()
      @fastapiEndpoint()
      open() {}
    }
    expect(refusal(ByMethod)).to.contain(
      'ByMethod.open: @Authorized belongs to routing-controllers',
    )
  })

  it('refuses what stands on the class, or on its parent', () => {
    @Authorized()
    class Parent {}
    class Child extends Parent {
      @fastapiEndpoint()
      open() {}
    }
    expect(refusal(Child)).to.contain('Child.open: @Authorized belongs to routing-controllers')
  })

  it('refuses what shapes the answer', () => {
    class Shaped {
      @Header('x', 'y')
      @fastapiEndpoint()
      open() {}
    }
    expect(refusal(Shaped)).to.contain('@Header belongs')
  })

  it("refuses a controller's prefix, which would not stand before the path", () => {
    @JsonController('/v1')
    class Prefixed {
      @fastapiEndpoint()
      open() {}
    }
    expect(refusal(Prefixed))
      .to.contain("Prefixed.open: the prefix '/v1' of its class")
      .and.contain("write @routePrefix('/v1')")
  })

  it('refuses middleware and interceptors that are undefined', () => {
    // As an import cycle leaves it.
    const missing: { readonly later: typeof refuse } = JSON.parse('{}')
    class Before {
      @UseBefore(missing.later)
      @fastapiEndpoint()
      open() {}
    }
    class Intercepted {
      @UseInterceptor(missing.later)
      @fastapiEndpoint()
      open() {}
    }
    for (const handlers of [Before, Intercepted]) {
      expect(refusal(handlers)).to.contain('take functions or classes')
    }
  })
})
