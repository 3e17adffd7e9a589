import { fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import { Authorized, Header, UseBefore, UseInterceptor } from 'routing-controllers'

import { refusal } from './manifest.test.support.js'

const refuse = async (): Promise<void> => undefined

describe('buildManifest, on decorators of routing-controllers beside ours', () => {
  it('refuses what would protect a method of a controller', () => {
    class ByMethod {
      @Authorized()
      @fastapiEndpoint()
      open() {}
    }
    class Before {
      @UseBefore(refuse)
      @fastapiEndpoint()
      open() {}
    }
    expect(refusal(ByMethod)).to.contain(
      'ByMethod.open: @Authorized belongs to routing-controllers',
    )
    expect(refusal(Before)).to.contain('Before.open: @UseBefore belongs to routing-controllers')
  })

  it('refuses what stands on the class, or on its parent', () => {
    @UseBefore(refuse)
    class Parent {}
    class Child extends Parent {
      @fastapiEndpoint()
      open() {}
    }
    expect(refusal(Child)).to.contain('Child.open: @UseBefore belongs to routing-controllers')
  })

  it('refuses what shapes the answer', () => {
    class Shaped {
      @Header('x', 'y')
      @fastapiEndpoint()
      open() {}
    }
    class Intercepted {
      @UseInterceptor(() => 1)
      @fastapiEndpoint()
      open() {}
    }
    expect(refusal(Shaped)).to.contain('@Header belongs')
    expect(refusal(Intercepted)).to.contain('@UseInterceptor belongs')
  })
})
