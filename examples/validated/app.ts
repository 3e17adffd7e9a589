import { fastapiEndpoint } from '@portico/sdk'
import { Type } from 'class-transformer'
import {
  ArrayNotEmpty,
  IsEmail,
  IsInt,
  IsString,
  Length,
  Min,
  ValidateNested,
} from 'class-validator'

/** One line of an order. */
export class OrderLine {
  @IsString()
  @Length(1, 40)
  article!: string

  @IsInt()
  @Min(1)
  quantity!: number
}

/** An order, as clients send it. */
export class Order {
  @IsEmail()
  email!: string

  @ArrayNotEmpty()
  @ValidateNested({ each: true })
  @Type(() => OrderLine)
  lines!: OrderLine[]
}

/** Arguments are bound by name and type; what doesn't fit is a 422 that says why. */
export class Orders {
  @fastapiEndpoint({ method: 'POST', public: true, statusCode: 201 })
  order(order: Order, express = false) {
    const articles = order.lines.reduce((sum, { quantity }) => sum + quantity, 0)
    return { email: order.email, articles, express }
  }

  @fastapiEndpoint({ public: true })
  price(articles: number, discount = 0) {
    return { price: articles * 5 * (1 - discount / 100) }
  }
}
