import type { Database } from '../database/database.js'
import { createFailureThrottle } from '../guards/failure-throttle.js'
import type { GuardServices } from '../guards/guard.js'
import type { Logger } from '../observability/logger.js'
import type { LastUsedRecorder } from '../tokens/last-used.js'
import { createTokenVerifier } from '../tokens/token-verifier.js'

/** What {@link createGuardServices} is made of. */
export interface GuardParts {
  readonly legacyProxyAuthorization: 'accept' | 'reject'
  readonly failedAttemptsLimit: number
  readonly database: Database
  readonly logger: Logger
  readonly lastUsed: LastUsedRecorder
  /** The time, in ms since 1970: tokens expire and failures are forgotten by it. */
  readonly now: () => number
}

/** Gives the guards what they share: the tokens, the throttle, and who is told of callers. */
export function createGuardServices(parts: GuardParts): GuardServices {
  const { legacyProxyAuthorization, failedAttemptsLimit, database, logger, lastUsed, now } = parts
  const warned = new Set<string>()
  return {
    schemeServices: {
      settings: { legacyProxyAuthorization },
      tokens: createTokenVerifier(database.tokenFeed(), {
        now,
        onUnavailable: (err) => logger.error({ err }, 'the state of the tokens is not known'),
      }),
    },
    failures: createFailureThrottle({ limitPerMinute: failedAttemptsLimit, now }),
    onAdmitted({ principal, warning }) {
      if (principal.scheme === 'proxy') lastUsed.record(principal.id)
      if (warning === undefined || warned.has(principal.id)) return
      warned.add(principal.id)
      logger.warn({ token: principal.id }, `token ${principal.id} ${warning}`)
    },
  }
}
