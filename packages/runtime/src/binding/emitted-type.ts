import { Readable } from 'node:stream'
import { ReadableStream } from 'node:stream/web'

import { type HandlerClass, isClass } from '@portico/sdk'

import type { RawBodyForm, ScalarType } from './parameter-spec.js'

/** What the compiler's `design:type` says, sorted by what can be bound. */
export type EmittedType =
  | { readonly kind: 'scalar'; readonly type: ScalarType }
  | { readonly kind: 'class'; readonly model: HandlerClass }
  | { readonly kind: 'array' }
  /** `Buffer`, `Uint8Array`, Node's `Readable` or the web's `ReadableStream`. */
  | { readonly kind: 'raw'; readonly as: Exclude<RawBodyForm, 'text'> }
  /** An enum, which one of the emitters gives as the object that it is. */
  | { readonly kind: 'enum' }
  /** Nothing known: `Object`, or no emitted type at all. */
  | { readonly kind: 'unknown' }
  /** A type that no text or JSON can be bound to, such as a `Map` or a function. */
  | { readonly kind: 'unsupported'; readonly name: string }

const SCALARS: ReadonlyMap<unknown, ScalarType> = new Map<unknown, ScalarType>([
  [String, 'string'],
  [Number, 'number'],
  [Boolean, 'boolean'],
  [BigInt, 'bigint'],
  [Date, 'date'],
])

/** Sorts an emitted type, or a constructor given as `type`. */
export function toEmittedType(emitted: unknown): EmittedType {
  const scalar = SCALARS.get(emitted)
  if (scalar !== undefined) return { kind: 'scalar', type: scalar }
  if (emitted === Array) return { kind: 'array' }
  if (emitted === Buffer || emitted === Uint8Array) return { kind: 'raw', as: 'bytes' }
  if (emitted === Readable) return { kind: 'raw', as: 'stream' }
  if (emitted === ReadableStream) return { kind: 'raw', as: 'web-stream' }
  if (emitted === undefined || emitted === null || emitted === Object) return { kind: 'unknown' }
  if (!isClass(emitted)) return { kind: 'enum' }
  return isBuiltIn(emitted)
    ? { kind: 'unsupported', name: emitted.name }
    : { kind: 'class', model: emitted }
}

/** `Function` and the like, of Node as well, whose instances are never made from JSON. */
function isBuiltIn(value: HandlerClass): boolean {
  const isNative = Function.prototype.toString.call(value).includes('[native code]')
  return isNative || Reflect.get(globalThis, value.name) === value
}
