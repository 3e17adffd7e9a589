import { requiresProxyAuth } from '@portico/sdk'
import { IsInt, IsString, Length, Min } from 'class-validator'
import {
  Body,
  Get,
  HttpCode,
  JsonController,
  NotFoundError,
  Param,
  Post,
} from 'routing-controllers'

/** A book on the shelf, as clients send it. */
export class Book {
  @IsString()
  @Length(1, 80)
  title!: string

  @IsInt()
  @Min(1)
  pages!: number
}

/** A controller as routing-controllers has it. One decorator of ours protects all its actions. */
@requiresProxyAuth()
@JsonController('/books')
export class Books {
  readonly #books: Book[] = [{ title: 'A Wizard of Earthsea', pages: 205 }]

  @Get()
  list() {
    return this.#books
  }

  @Get('/:id')
  one(@Param('id') id: number) {
    const book = this.#books[id - 1]
    if (book === undefined) throw new NotFoundError(`There is no book ${id}`)
    return book
  }

  @Post()
  @HttpCode(201)
  add(@Body({ required: true }) book: Book) {
    return { id: this.#books.push(book), ...book }
  }
}
