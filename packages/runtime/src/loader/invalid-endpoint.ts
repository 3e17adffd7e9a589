import { InvalidEndpointError } from '@portico/sdk'

import { displayPath } from './display-path.js'
import type { HandlerSource } from './manifest.js'

/** A refusal that names file, class and method, as `app.ts: Greeter.hello: …`. */
export function invalidEndpoint(
  { target, file }: HandlerSource,
  handler: string,
  message: string,
): InvalidEndpointError {
  const name = `${target.name}.${handler}`
  const named = message.startsWith(name) ? message : `${name}: ${message}`
  return new InvalidEndpointError(inFile(file, named))
}

/** Puts the file, where it is known, before a message. */
export function inFile(file: string | undefined, message: string): string {
  return file === undefined ? message : `${displayPath(file)}: ${message}`
}
