import { fastapiEndpoint } from '@portico/sdk'
import { IsNumber } from 'class-validator'

/** What a square is. */
export class Square {
  @IsNumber()
  x!: number

  @IsNumber()
  square!: number
}

/** Calculates for those who hold a proxy token. */
export class Calculator {
  @fastapiEndpoint({ requiresProxyAuth: true, responseModel: Square })
  square(x: number): Square {
    return { x, square: x * x }
  }
}
