import type { ProxyTokenHeaders } from '../../support/proxy-token.js'
import {
  type AnswerRow,
  CARRIERS,
  type Field,
  INVALID,
  INVALID_407,
  MISSING,
  base64,
  row,
} from './answer-row.js'

/** Values that are no credential, or a broken one. */
export function formRows(good: ProxyTokenHeaders): readonly AnswerRow[] {
  const { 'Modal-Key': id, 'Modal-Secret': secret } = good
  return [
    row('nothing', [], MISSING),
    row('an id alone', [['Modal-Key', id]], MISSING),
    row('a secret alone', [['Modal-Secret', secret]], MISSING),
    row(
      'halves in swapped fields',
      CARRIERS.pair({ 'Modal-Key': secret, 'Modal-Secret': id }),
      INVALID,
    ),
    row(
      'empty halves',
      [
        ['Modal-Key', ''],
        ['Modal-Secret', ''],
      ],
      INVALID,
    ),
    row(
      'an empty id',
      [
        ['Modal-Key', ''],
        ['Modal-Secret', secret],
      ],
      INVALID,
    ),
    row(
      'an empty secret',
      [
        ['Modal-Key', id],
        ['Modal-Secret', ''],
      ],
      INVALID,
    ),
    row(
      'header names in other case',
      [
        ['mODAL-kEY', id],
        ['MODAL-SECRET', secret],
      ],
      'admitted',
    ),
    row(
      'header names with _',
      [
        ['Modal_Key', id],
        ['Modal_Secret', secret],
      ],
      MISSING,
    ),
    row(
      'white space around the values',
      [
        ['Modal-Key', `  ${id} \t`],
        ['Modal-Secret', secret],
      ],
      'admitted',
    ),
    row(
      'quoted values',
      [
        ['Modal-Key', `"${id}"`],
        ['Modal-Secret', `"${secret}"`],
      ],
      INVALID,
    ),
    row(
      'an id in capitals',
      [
        ['Modal-Key', id.toUpperCase()],
        ['Modal-Secret', secret],
      ],
      INVALID,
    ),
    row(
      'values of bytes above 127',
      [
        ['Modal-Key', 'wk-\xe9\xff'],
        ['Modal-Secret', '\xe9'],
      ],
      INVALID,
    ),
    row('scheme in other case', authorization(`bEaReR ${id}.${secret}`), 'admitted'),
    row('two spaces after the scheme', authorization(`Bearer  ${id}.${secret}`), 'admitted'),
    row('a bearer without a secret', authorization(`Bearer ${id}`), INVALID),
    row('a bearer with an empty secret', authorization(`Bearer ${id}.`), INVALID),
    row('a bearer with something behind', authorization(`Bearer ${id}.${secret}.x`), INVALID),
    row('the application’s own bearer', authorization('Bearer sk-1234'), MISSING),
    row('a bearer in capitals', authorization(`Bearer WK-${id.slice(3)}.${secret}`), MISSING),
    row('an empty Authorization', authorization(''), MISSING),
    row('a bearer of nothing', authorization('Bearer'), MISSING),
    row('no scheme', authorization(`${id}.${secret}`), MISSING),
    row('Basic in Authorization', authorization(`Basic ${base64(`${id}:${secret}`)}`), MISSING),
    row(
      'bAsIc in other case',
      proxyAuthorization(`bAsIc ${base64(`${id}:${secret}`)}`),
      'admitted',
    ),
    row('Basic of nothing', proxyAuthorization('Basic'), INVALID_407),
    row('Basic of malformed base64', proxyAuthorization('Basic %%%'), INVALID_407),
    row(
      'Basic without a colon',
      proxyAuthorization(`Basic ${base64(`${id}.${secret}`)}`),
      INVALID_407,
    ),
    row('Basic of an empty string', proxyAuthorization('Basic '), INVALID_407),
    row(
      'another scheme in Proxy-Authorization',
      proxyAuthorization(`Bearer ${id}.${secret}`),
      MISSING,
    ),
    row('an empty Proxy-Authorization', proxyAuthorization(''), MISSING),
  ]
}

/** A field of a carrier that was sent twice. */
export function twiceRows(good: ProxyTokenHeaders, wrong: ProxyTokenHeaders): readonly AnswerRow[] {
  const key = ['Modal-Key', good['Modal-Key']] as const
  const secret = ['Modal-Secret', good['Modal-Secret']] as const
  const wrongSecret = ['Modal-Secret', wrong['Modal-Secret']] as const
  const [bearer] = CARRIERS.bearer(good)
  const [basic] = CARRIERS.basic(good)
  const own = ['Authorization', 'Bearer sk-1234'] as const
  const ownBasic = ['Proxy-Authorization', 'Negotiate x'] as const
  return [
    row('the same id twice', [key, key, secret], INVALID),
    row('the id twice, in two cases', [key, ['modal-key', key[1]], secret], INVALID),
    row('the same secret twice', [key, secret, secret], INVALID),
    row('a good and a wrong secret', [key, secret, wrongSecret], INVALID),
    row('a wrong and a good secret', [key, wrongSecret, secret], INVALID),
    row('the id twice and no secret', [key, key], INVALID),
    row('the pair twice', [key, secret, key, secret], INVALID),
    row('the same bearer twice', [bearer, bearer], INVALID),
    row('a good and the application’s bearer', [bearer, own], INVALID),
    row('the application’s and a good bearer', [own, bearer], INVALID),
    row('two bearers of the application', [own, own], MISSING),
    row('the same Basic twice', [basic, basic], INVALID_407),
    row('Basic and another scheme', [basic, ownBasic], INVALID_407),
  ]
}

/** Several carriers at once: the first that is there is the one used. */
export function precedenceRows(
  good: ProxyTokenHeaders,
  wrong: ProxyTokenHeaders,
): readonly AnswerRow[] {
  const bearer = CARRIERS.bearer(good)
  const basic = CARRIERS.basic(good)
  const wrongBearer = CARRIERS.bearer(wrong)
  const wrongBasic = CARRIERS.basic(wrong)
  const half = [['Modal-Key', good['Modal-Key']]] as const
  return [
    row('half a pair and a good bearer', [...half, ...bearer], MISSING),
    row('a wrong pair and a good bearer', [...CARRIERS.pair(wrong), ...bearer], INVALID),
    row('a good pair and a wrong bearer', [...CARRIERS.pair(good), ...wrongBearer], 'admitted'),
    row(
      'a good pair and the application’s bearer',
      [...CARRIERS.pair(good), ['Authorization', 'Bearer sk-1']],
      'admitted',
    ),
    row('a wrong bearer and a good Basic', [...wrongBearer, ...basic], INVALID),
    row('a good bearer and a wrong Basic', [...bearer, ...wrongBasic], 'admitted'),
    row(
      'the application’s bearer and a good Basic',
      [['Authorization', 'Bearer sk-1'], ...basic],
      'admitted',
    ),
    row('half a pair and a good Basic', [...half, ...basic], MISSING),
  ]
}

function authorization(value: string): readonly Field[] {
  return [['Authorization', value]]
}

function proxyAuthorization(value: string): readonly Field[] {
  return [['Proxy-Authorization', value]]
}
