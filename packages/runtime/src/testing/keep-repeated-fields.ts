import type { RequestListener } from '../server/front-door.js'

/**
 * Lets a listener that answers light-my-request send a field more than once: of a raw list, such a
 * response keeps the last of each name only, where one of a real connection sends all.
 */
export function keepRepeatedFields(listener: RequestListener): RequestListener {
  return function listen(req, res) {
    const writeHead: unknown = Reflect.get(res, 'writeHead')
    Object.assign(res, {
      writeHead(status: number, ...rest: readonly unknown[]) {
        const [fields] = rest
        if (!Array.isArray(fields)) return apply(writeHead, res, [status, ...rest])
        for (let at = 0; at < fields.length; at += 2) {
          res.appendHeader(String(fields[at]), String(fields[at + 1]))
        }
        return apply(writeHead, res, [status])
      },
    })
    listener(req, res)
  }
}

function apply(method: unknown, target: object, given: readonly unknown[]): unknown {
  if (typeof method !== 'function') throw new TypeError('a response has no writeHead()')
  return Reflect.apply(method, target, given)
}
