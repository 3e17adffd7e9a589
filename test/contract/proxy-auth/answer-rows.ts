import { mintToken } from '@portico/runtime'

import type { ProxyTokenHeaders } from '../../support/proxy-token.js'
import type { Started } from '../../support/start-runtime.js'
import {
  type AnswerRow,
  CARRIERS,
  type ExpectedAnswer,
  INVALID,
  INVALID_407,
  MISSING,
  row,
} from './answer-row.js'
import { formRows, precedenceRows, twiceRows } from './credential-rows.js'

const EXPIRED = [401, 'token_expired', 'proxy token has expired'] as const
const DISABLED = [401, 'token_disabled', 'proxy token is disabled'] as const
const ENVIRONMENT = [
  403,
  'environment_not_allowed',
  "proxy token is not allowed in environment 'main'",
] as const
const ENDPOINT = [
  403,
  'endpoint_not_allowed',
  'proxy token is not allowed at this endpoint',
] as const
const NOT_FOUND = [404, 'not_found', 'no endpoint at this path'] as const

/** Every row of the contract's table of answers, with tokens made in `started`. */
export async function answerRows(started: Started): Promise<readonly AnswerRow[]> {
  const { environments } = started.runtime.database
  await environments.insert({ name: 'dev', webSuffix: 'dev', createdAt: new Date() })
  const past = new Date(Date.now() - 60_000)
  const good = await started.token()
  const expired = await started.token({ expiresAt: past })
  const disabled = await started.token({ disabledAt: past })
  const both = await started.token({ expiresAt: past, disabledAt: past, environments: [] })
  const elsewhere = await started.token({ environments: ['dev'], endpoints: ['other'] })
  const nowhere = await started.token({ environments: [] })
  const otherEndpoint = await started.token({ endpoints: ['other'] })
  const deleted = await started.token()
  await started.runtime.database.tokens.delete(deleted['Modal-Key'])
  const wrong = { ...good, 'Modal-Secret': mintToken().tokenSecret }
  const wrongExpired = { ...expired, 'Modal-Secret': wrong['Modal-Secret'] }
  const wrongElsewhere = { ...elsewhere, 'Modal-Secret': wrong['Modal-Secret'] }
  const apiToken = { 'Modal-Key': 'ak-1234567890', 'Modal-Secret': 'as-1234567890' }

  return [
    ...everyCarrier('a good token', good, 'admitted', 'admitted'),
    ...everyCarrier('a wrong secret', wrong, INVALID, INVALID_407),
    ...everyCarrier('an unknown id', toHeaders(mintToken()), INVALID, INVALID_407),
    ...everyCarrier('a deleted token', deleted, INVALID, INVALID_407),
    ...everyCarrier('an expired token', expired, EXPIRED, EXPIRED),
    ...everyCarrier('a disabled token', disabled, DISABLED, DISABLED),
    ...everyCarrier('a wrong environment', nowhere, ENVIRONMENT, ENVIRONMENT),
    ...everyCarrier('a wrong endpoint', otherEndpoint, ENDPOINT, ENDPOINT),
    ...everyCarrier('an expired token, wrong secret', wrongExpired, INVALID, INVALID_407),
    ...everyCarrier('another environment, wrong secret', wrongElsewhere, INVALID, INVALID_407),
    ...everyCarrier('expired before disabled and environment', both, EXPIRED, EXPIRED),
    ...everyCarrier('environment before endpoint', elsewhere, ENVIRONMENT, ENVIRONMENT),
    row('an API token as a pair', CARRIERS.pair(apiToken), INVALID),
    row('an API token as a bearer', CARRIERS.bearer(apiToken), MISSING),
    row('an API token as Basic', CARRIERS.basic(apiToken), INVALID_407),
    ...formRows(good),
    ...twiceRows(good, wrong),
    ...precedenceRows(good, wrong),
    ...placeRows(good, wrong),
  ]
}

/** Paths and methods other than those of the endpoint. */
function placeRows(good: ProxyTokenHeaders, wrong: ProxyTokenHeaders): readonly AnswerRow[] {
  const nowhere = { target: '/nothing-here' }
  return [
    row('no route, nothing sent', [], NOT_FOUND, nowhere),
    row('no route, a good token', CARRIERS.pair(good), NOT_FOUND, nowhere),
    row('no route, a wrong token', CARRIERS.pair(wrong), NOT_FOUND, nowhere),
    row('no route, a wrong Basic', CARRIERS.basic(wrong), NOT_FOUND, nowhere),
    row('a wrong method, nothing sent', [], MISSING, { method: 'DELETE' }),
    row('a wrong method, a wrong token', CARRIERS.bearer(wrong), INVALID, { method: 'PUT' }),
    row('HEAD, a wrong token', CARRIERS.bearer(wrong), INVALID, { method: 'HEAD' }),
    row('HEAD, nothing sent', [], MISSING, { method: 'HEAD' }),
    row('HEAD, a good token', CARRIERS.bearer(good), 'admitted', { method: 'HEAD' }),
    row('a slash too many, nothing sent', [], MISSING, { target: '/private/' }),
    row('a slash too many, a wrong token', CARRIERS.pair(wrong), INVALID, {
      target: '/private/?x=1',
    }),
  ]
}

function everyCarrier(
  name: string,
  token: ProxyTokenHeaders,
  expected: ExpectedAnswer,
  expectedOfBasic: ExpectedAnswer,
): readonly AnswerRow[] {
  return [
    row(`${name}, as a pair`, CARRIERS.pair(token), expected),
    row(`${name}, as a bearer`, CARRIERS.bearer(token), expected),
    row(`${name}, as Basic`, CARRIERS.basic(token), expectedOfBasic),
  ]
}

function toHeaders({ tokenId, tokenSecret }: ReturnType<typeof mintToken>): ProxyTokenHeaders {
  return { 'Modal-Key': tokenId, 'Modal-Secret': tokenSecret }
}
