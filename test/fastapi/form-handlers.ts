import {
  fastapiEndpoint,
  Form,
  FormField,
  type Upload,
  UploadedFile,
  UploadedFiles,
} from '@portico/sdk'
import { IsArray, IsBoolean, IsNumber, IsString } from 'class-validator'

class OrderForm {
  @IsString()
  name!: string

  @IsNumber()
  count!: number

  @IsBoolean()
  gift: boolean = false

  @IsArray()
  @IsString({ each: true })
  tags: string[] = []
}

/** The forms of forms.py, written for us. */
export class Forms {
  @fastapiEndpoint({ method: 'POST', path: '/form/number' })
  number(@FormField('x') x: number) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/form/integer' })
  integer(@FormField('x') x: bigint) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/form/boolean' })
  boolean(@FormField('x') x: boolean) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/form/date' })
  date(@FormField('x') x: Date) {
    return x.getTime()
  }

  @fastapiEndpoint({ method: 'POST', path: '/form/text' })
  text(@FormField('x') x: string) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/form/short' })
  short(@FormField('x', { minLength: 2, maxLength: 3, default: 'ab' }) x: string) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/form/numbers' })
  numbers(@FormField('x', { isArray: true, type: Number }) x: number[]) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/form/texts' })
  texts(@FormField('x', { isArray: true, default: [] }) x: string[]) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/form/several' })
  several(
    @FormField('x') x: number,
    @FormField('flag') flag: boolean,
    @FormField('size') size = 3,
  ) {
    return [x, flag, size]
  }

  @fastapiEndpoint({ method: 'POST', path: '/models/form' })
  order(@Form() order: OrderForm) {
    return order
  }
}

/** The uploads of forms.py, written for us. */
export class Uploads {
  @fastapiEndpoint({ method: 'POST', path: '/upload/file' })
  file(@UploadedFile('x') x: Upload) {
    return factsOf(x)
  }

  @fastapiEndpoint({ method: 'POST', path: '/upload/maybe' })
  maybe(@UploadedFile('x', { required: false }) x: Upload) {
    return x === undefined
  }

  @fastapiEndpoint({ method: 'POST', path: '/upload/files' })
  files(@UploadedFiles('x', { storage: 'disk' }) x: Upload[]) {
    return Promise.all(x.map(factsOf))
  }

  @fastapiEndpoint({ method: 'POST', path: '/upload/both' })
  both(@UploadedFile('file') file: Upload, @FormField('x') x: number) {
    return [file.name, x]
  }
}

async function factsOf(file: Upload) {
  return [file.name, file.size, (await file.bytes()).toString()]
}
