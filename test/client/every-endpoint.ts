/** An app with everything that a description can have, as a user writes it. */
export const EVERY_ENDPOINT = `
import { Body, BodyParam, fastapiEndpoint, Form, FormField, HeaderParam, Param, QueryParam, Upload, UploadedFile, UploadedFiles } from '@portico/sdk'
import { Type } from 'class-transformer'
import { IsBoolean, IsDate, IsEnum, IsIn, IsInt, IsNumber, IsOptional, IsString, Length, ValidateNested } from 'class-validator'
import { Controller, CookieParam, Get, Param as PlainParam, QueryParams } from 'routing-controllers'

enum Size { Small = 'small', Large = 'large' }
enum Level { Low = 1, High = 2 }
class Cat {
  @IsIn(['cat']) kind = 'cat'
  @IsInt() lives = 9
}
class Dog {
  @IsString() kind = 'dog'
  @IsOptional() @IsBoolean() loud?: boolean
}
const PETS = { discriminator: { property: 'kind', subTypes: [{ name: 'cat', value: Cat }, { name: 'dog', value: Dog }] } }
class Owner {
  @IsString() @Length(1, 9) name = ''
  @IsOptional() @ValidateNested() @Type(() => Owner) parent?: Owner
  @ValidateNested() @Type(() => Object, PETS) pet!: Cat | Dog
  @IsOptional() @ValidateNested({ each: true }) @Type(() => Object, PETS) others?: (Cat | Dog)[]
  @IsEnum(Size) size = Size.Small
  @IsOptional() @IsEnum(Level, { each: true }) levels?: Level[]
  @IsOptional() @IsString() note?: string | null
  @IsDate() @Type(() => Date) born = new Date(0)
  @IsOptional() @IsString({ each: true }) tags?: string[]
  @IsOptional() any?: unknown
  @IsOptional() @ValidateNested() @Type(() => Cat) cats?: Map<string, Cat>
}
class Page {
  @IsOptional() @IsInt() size = 10
  @IsOptional() @IsString() after?: string
}
class Answer {
  @IsNumber() count = 0
  @ValidateNested({ each: true }) @Type(() => Owner) owners: Owner[] = []
}

export class Every {
  @fastapiEndpoint({ requiresProxyAuth: true, path: '/owners/:id{/:part}', responseModel: Owner, etag: true })
  one(@Param('id') id: bigint, @QueryParam('size', { enum: Size, default: Size.Small }) size: Size, since?: Date) {}
  @fastapiEndpoint({ public: true, method: 'POST', path: '/owners', statusCode: 201, responseModel: [Owner] })
  add(@Body({ type: Owner }) owners: Owner[], @HeaderParam('X-Trace', { required: true }) trace: string) {}
  @fastapiEndpoint({ public: true, method: 'PUT', path: '/owners', statusCode: 204 })
  put(owner: Owner) {}
  @fastapiEndpoint({ public: true, method: 'PATCH', path: '/owners', responseModel: Answer })
  patch(@BodyParam('name', { required: true }) name: string, @BodyParam('owner') owner: Owner) {}
  @fastapiEndpoint({ public: true, path: '/list' })
  list(page: Page, @QueryParam('tag', { isArray: true }) tags: string[], @QueryParam('n', { type: Number, isArray: true, default: [1, 2] }) n: number[]) {}
  @fastapiEndpoint({ requiresProxyAuth: true, method: 'POST', path: '/bytes' })
  bytes(data: Buffer) {}
  @fastapiEndpoint({ public: true, method: 'POST', path: '/text' })
  text(@Body() note = 'none') {}
  @fastapiEndpoint({ public: true, method: 'POST', path: '/form' })
  form(@Form() page: Page, @FormField('stay') stay = false) {}
  @fastapiEndpoint({ public: true, method: 'POST', path: '/upload' })
  upload(@UploadedFile('one', { mimeTypes: ['image/png'] }) one: Upload, @UploadedFiles('more') more: Upload[], @FormField('title') title: string) {}
  @fastapiEndpoint({ public: true, path: '/files/*path' })
  files(@Param('path') path: string) {}
}
@Controller('/plain')
export class Plain {
  @Get('/:id')
  one(@PlainParam('id') id: number, @QueryParams() page: Page, @CookieParam('session') session: string) {}
}
`
