import { fastapiEndpoint } from '@portico/sdk'
import { IsNumber } from 'class-validator'

/** What is added up. A body that is none is answered with 422, which says why. */
class Sum {
  @IsNumber()
  left!: number

  @IsNumber()
  right!: number
}

export class Greeter {
  /** Answers everybody: `GET /hello?name=Ada`. */
  @fastapiEndpoint({ public: true })
  hello(name = 'world') {
    return { greeting: `hello ${name}` }
  }

  /** Answers whoever sends a proxy token: `POST /add` with `{ "left": 1, "right": 2 }`. */
  @fastapiEndpoint({ method: 'POST', requiresProxyAuth: true })
  add(sum: Sum) {
    return { total: sum.left + sum.right }
  }
}
