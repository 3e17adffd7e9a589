import { Body, BodyParam, Form, FormField } from '@portico/sdk'
import { expect } from 'chai'
import { Allow, ValidateNested } from 'class-validator'
import { Type } from 'class-transformer'

import { readParameters } from './read-parameters.js'

class Plain {
  name!: string
}

class Good {
  @Allow()
  name!: string
}

class Nested {
  @ValidateNested()
  @Type(() => Good)
  inner!: Good
}

class Wrong {
  undecorated(@Form() form: Plain) {
    return form
  }

  nested(@Form() form: Nested) {
    return form
  }

  scalar(@Form() form: string) {
    return form
  }

  list(@FormField('tags') tags: string[]) {
    return tags
  }

  rule(@FormField('name', { min: 1 }) name: string) {
    return name
  }

  withJson(@Form() form: Good, @Body() order: Good) {
    return [form, order]
  }

  withMember(@FormField('a') a: string, @BodyParam('b') b: string) {
    return [a, b]
  }
}

describe('@Form() and @FormField()', () => {
  const refused: readonly (readonly [keyof Wrong, RegExp])[] = [
    ['undecorated', /parameter "form": no property of Plain has a class-validator decorator/],
    ['nested', /Nested\.inner is a class, which a query string can't hold, nor can a form/],
    ['scalar', /@Form\(\) takes a class .* or @FormField\('name'\) for each field/],
    ['list', /its type is an array. Add \{ isArray: true \}/],
    ['rule', /parameter "name": /],
    ['withJson', /takes its body as a form, as "form", and otherwise, as "order"/],
    ['withMember', /takes its body as a form, as "a", and otherwise, as "b"/],
  ]

  for (const [handler, message] of refused) {
    it(`are refused where they can't be kept: ${handler}`, () => {
      const read = () => readParameters(Wrong, handler, { method: 'POST', pathParams: [] })
      expect(read).to.throw(message)
    })
  }

  it('are refused where requests have no body', () => {
    class Get {
      search(@FormField('q') q: string) {
        return q
      }
    }
    const read = () => readParameters(Get, 'search', { method: 'GET', pathParams: [] })
    expect(read).to.throw(
      /GET endpoints don't have. Write @fastapiEndpoint\(\{ method: 'POST' \}\)/,
    )
  })

  it('are refused where an option is unknown', () => {
    expect(() => {
      class Misspelt {
        search(@FormField('q', { requird: false } as object) q: string) {
          return q
        }
      }
      return Misspelt
    }).to.throw(/Misspelt.search: there is no option 'requird'/)
  })
})
