import { IsString } from 'class-validator'

export enum Color {
  Red = 'red',
  Blue = 'blue',
}

export class Customer {
  @IsString()
  name!: string
}
