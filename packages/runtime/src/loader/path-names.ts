import { PathSyntaxError } from '../server/matcher/path-syntax-error.js'
import { parsePathTemplate } from '../server/matcher/path-template.js'
import { fromFastapiPath } from './fastapi-path.js'
import { invalidEndpoint } from './invalid-endpoint.js'
import type { HandlerSource } from './manifest.js'

/**
 * Names of the parameters in an endpoint's path.
 *
 * @throws InvalidEndpointError where the path can't be served.
 */
export function readPathNames(
  source: HandlerSource,
  handler: string,
  path: string,
): readonly string[] {
  const ours = fromFastapiPath(path)
  if (ours !== undefined) {
    const problem = `Path ${JSON.stringify(path)} is in FastAPI's syntax: write ${JSON.stringify(ours)}`
    throw invalidEndpoint(source, handler, problem)
  }
  try {
    return parsePathTemplate(path).names
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error
    throw invalidEndpoint(source, handler, error.message)
  }
}
