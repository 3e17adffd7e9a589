import { AuthError, type Principal } from '@portico/sdk'

import { abortReasonOf } from '../server/abort-reason.js'
import { isInternalError } from '../server/error-answer.js'
import type { HttpExchange } from '../server/http-exchange.js'
import type { ServerObserver } from '../server/server-observer.js'
import type { Logger } from './logger.js'
import { redactSecrets } from './redact-secrets.js'

const MAX_LENGTH = 200

/** Writes one line a request, and one for each error that the client learns nothing of. */
export function createRequestLog(logger: Logger): ServerObserver {
  const denials = new WeakMap<HttpExchange, string>()
  return {
    onError(error, exchange) {
      if (error instanceof AuthError) denials.set(exchange, error.code)
      if (isInternalError(abortReasonOf(error, exchange)))
        logger.error({ ...facts(exchange), err: error }, 'request failed')
    },
    onAnswered: logger.isLevelEnabled('info')
      ? (exchange) => logAnswer(logger, exchange, denials.get(exchange))
      : undefined,
  }
}

function logAnswer(logger: Logger, exchange: HttpExchange, denial: string | undefined): void {
  const { method, path, res, principal, startedAt } = exchange
  const ms = Math.round((performance.now() - startedAt) * 100) / 100
  logger.info(
    { ...facts(exchange), ...callerOf(principal), status: res.statusCode, ms, denial },
    `${method} ${shorten(path)} ${res.statusCode}`,
  )
}

function callerOf(principal: Principal | undefined): object {
  return { token: principal?.id, token_name: principal?.name || undefined }
}

function facts({ requestId, matched, headers }: HttpExchange): object {
  const [clientRequestId] = headers.values('x-request-id')
  return {
    request_id: requestId,
    client_request_id: clientRequestId && shorten(clientRequestId),
    route: matched?.path,
  }
}

/** What a client chose, which may hold a secret and be long. Redacted first, so that none is cut. */
function shorten(text: string): string {
  return redactSecrets(text).slice(0, MAX_LENGTH)
}
