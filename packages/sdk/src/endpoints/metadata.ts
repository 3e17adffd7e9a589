import 'reflect-metadata'

import type { HandlerClass } from './handler-class.js'

/*
 * The only file that touches `reflect-metadata`. Keys are `Symbol.for`, so that every copy of this
 * package in one process reads what another has written.
 */

/** Reads and writes one kind of record on a class or on one of its methods, not on its ancestors. */
export interface MetadataSlot<T> {
  read(target: HandlerClass, handler?: string): T | undefined
  write(value: T, target: HandlerClass, handler?: string): void
}

/** Makes a slot that all copies of this package share under `name`. */
export function defineSlot<T>(name: string): MetadataSlot<T> {
  const key = Symbol.for(`@portico/sdk:${name}`)
  return {
    read: (target, handler) =>
      handler === undefined
        ? Reflect.getOwnMetadata(key, target)
        : Reflect.getOwnMetadata(key, target.prototype, handler),
    write: (value, target, handler) =>
      handler === undefined
        ? Reflect.defineMetadata(key, value, target)
        : Reflect.defineMetadata(key, value, target.prototype, handler),
  }
}

/** The parameter types that the compiler emitted for a method; `undefined` where it emitted none. */
export function emittedParameterTypes(
  target: HandlerClass,
  handler: string,
): readonly unknown[] | undefined {
  return Reflect.getMetadata('design:paramtypes', target.prototype, handler)
}

/** The type that the compiler emitted for a decorated property; `undefined` where it emitted none. */
export function emittedPropertyType(target: HandlerClass, property: string): unknown {
  return Reflect.getMetadata('design:type', target.prototype, property)
}
