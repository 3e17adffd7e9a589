import { ask, type Case, deviate, get, post, withHeader } from './case.js'
import { FORM_CASES } from './form-cases.js'
import { MODEL_CASES } from './model-cases.js'

/** Where we answer otherwise than FastAPI, and why. Decision 030 says more. */
export const REASONS = {
  numbers:
    'a number is finite and digits: NaN, "1_000", " 4 ", true and "4.0" for an integer are mistakes more often than numbers',
  dates: 'JavaScript would read a time without a zone in the server’s own, and seconds as 1970',
  type: 'the type of a body is what is wrong with it, which is what 415 says',
  head: 'HEAD is answered wherever GET is, as RFC 9110 (9.3.2) has it',
  options: 'a bare OPTIONS is answered, with Allow',
  hint: 'a message says why a text that looks optional is required',
  digits: 'beyond 2^53 the digits of a JSON number are lost before anybody sees them',
  events: 'data of an event that is text goes out as it is, as people of this language expect',
  milliseconds: 'a Date has milliseconds, and toISOString() writes them',
} as const

const ITEM = '{"name":"a","count":2,"price":1.5,"sold":true}'
const LINE = '{"name":"a","count":2}'
const ADDRESS = '{"street":"s","zip":"z"}'

const HINT = `Field required (written "x?: string"? TypeScript doesn't emit the "?": give it a default)`

const bad = (reason: string, ...loc: readonly string[]) => ({ reason, status: 422, locs: [loc] })

/** The table: every request that is compared. */
export const CASES: readonly Case[] = [
  // Numbers of the query.
  ...get('/number', '?x=4', '?x=-4.50', '?x=%2B4', '?x=.5', '?x=5.', '?x=1e3', '?x=1E-3', '?x=0'),
  ...get('/number', '', '?', '?x', '?x=', '?y=4', '?X=4', '?x=4a', '?x=0x10', '?x=abc', '?x=4,5'),
  ...get('/number', '?x=1&x=2', '?x=a&x=2', '?x=2&x=a', '?x=--1', '?x=1e', '?x=%C3%A4', '?x=true'),
  ...deviate(bad(REASONS.numbers, 'query', 'x'), get('/number', '?x=NaN', '?x=inf', '?x=1e999')),
  ...deviate(bad(REASONS.numbers, 'query', 'x'), get('/number', '?x=%204', '?x=1_000')),

  // Integers.
  ...get('/integer', '?x=4', '?x=-4', '?x=%2B4', '?x=007', '?x=123456789012345678901234567890'),
  ...get('/integer', '', '?x=', '?x=4.5', '?x=abc', '?x=1e3', '?x=0x10', '?x=-', '?x=4&x=b'),
  ...deviate(bad(REASONS.numbers, 'query', 'x'), get('/integer', '?x=4.0', '?x=1_000', '?x=4%20')),

  // Booleans.
  ...get('/boolean', '?x=true', '?x=True', '?x=TRUE', '?x=t', '?x=yes', '?x=y', '?x=on', '?x=1'),
  ...get('/boolean', '?x=false', '?x=f', '?x=no', '?x=n', '?x=off', '?x=0', '?x=OFF'),
  ...get('/boolean', '', '?x', '?x=', '?x=2', '?x=maybe', '?x=%20true', '?x=tru', '?x=1.0'),

  // Text.
  ...get('/text', '?x=a', '?x=', '?x', '?x=a+b', '?x=a%2Bb', '?x=%F0%9F%99%82', '?x=1&x=2'),
  ...get('/text', '?x=a=b', '?x=%FF', '?x=%zz', '?x=a;y=b', '?%78=a', '?&&x=a'),
  ...deviate({ ...bad(REASONS.hint, 'query', 'x'), msg: HINT }, get('/text', '', '?y=a')),

  // Dates.
  ...get('/date', '?x=2025-01-31', '?x=2025-01-31T10:11:12Z', '?x=2024-02-29T00:00:00.5%2B02:00'),
  ...get('/date', '?x=2025-01-31t10:11:12z', '', '?x=', '?x=yesterday', '?x=2025-02-29'),
  ...get('/date', '?x=2025-13-01', '?x=2025-1-1', '?x=2025-01-01x', '?x=2025/01/01'),
  ...deviate(
    bad(REASONS.dates, 'query', 'x'),
    get('/date', '?x=2025-01-31T10:11:12', '?x=2025-01-31%2010:11:12Z', '?x=1738318272', '?x=0'),
  ),

  // Several at once, defaults.
  ...get('/several', '?x=1&flag=on&when=2025-01-31&size=9', '?x=1&flag=on&when=2025-01-31', ''),
  ...get('/several', '?x=a&flag=b&when=c&size=d', '?x=1', '?size=4&flag=no', '?x=&flag=&when='),
  ...get('/default-number', '', '?x=5', '?x=', '?x=a', '?y=1'),
  ...get('/default-boolean', '', '?x=1', '?x=', '?x=a'),
  ...get('/default-text', '', '?x=b', '?x='),

  // Arrays.
  ...get('/numbers', '?x=1', '?x=1&x=2.5', '?x=1&x=a&x=3&x=', '', '?x=', '?x=1,2', '?x[]=1'),
  ...get('/integers', '', '?x=1&x=2', '?x=1&x=2.5', '?x=a&x=b'),
  ...get('/texts', '', '?x=a&x=b&x=a', '?x=', '?x=a,b'),
  ...get('/booleans', '', '?x=1&x=no', '?x=1&x=2'),

  // Rules.
  ...get('/choice', '?x=a', '?x=c', '?x=d', '?x=A', '?x=', ''),
  ...get('/range', '?x=1', '?x=9.5', '?x=0.99', '?x=9.6', '?x=-1', '?x=a', ''),
  ...get('/short', '?x=a', '?x=abc', '?x=', '?x=abcd', '?x=%F0%9F%99%82ab', ''),
  ...get('/pattern', '?x=aaa', '?x=ab', '?x=', ''),

  // Paths.
  ...get('/path/number', '/4', '/-4.5', '/a', '/4a', '/1e3', '/%34', '/'),
  ...get('/path/integer', '/4', '/-4', '/4.5', '/a'),
  ...get('/path/boolean', '/true', '/off', '/2'),
  ...get('/path/date', '/2025-01-31', '/2025-01-31T10:11:12Z', '/soon', '/2025-02-30'),
  ...get('/path/text', '/a', '/a%20b', '/a+b', '/%C3%A4', '/a.b', '/-'),
  ...get('/path', '/1/and/yes?z=3', '/a/and/b?z=c', '/1/and/2', '/1/and', '/a/and/yes'),

  // Headers and cookies.
  ...withHeader('/header/number', 'X-Count', '4', '-4.5', 'a', ''),
  ...withHeader('/header/integer', 'X-Count', '4', 'a', '4.5'),
  ...withHeader('/header/boolean', 'X-Count', 'yes', '0', 'maybe'),
  ...withHeader('/header/date', 'X-Count', '2025-01-31', 'soon'),
  ...withHeader('/header/text', 'X-Count', 'a', 'a, b', 'a b'),
  ...get('/header', '/number', '/integer', '/boolean', '/date', '/text'),
  ...withHeader('/cookie', 'Cookie', 'x=4', 'x=4; y=5', 'y=5; x=6', 'x=1; x=2', 'y=5'),
  ...get('/cookie', ''),

  // Models.
  ...post('/models/item', ITEM, LINE, '{"name":"a","count":2,"more":1}', '{}', ' {"name" : "a"} '),
  ...post('/models/item', '{"name":1,"count":2}', '{"name":"a","count":"2"}', '{"count":2.5}'),
  ...post('/models/item', '{"name":"a","count":2,"sold":"yes"}', '{"name":null,"count":null}'),
  ...post('/models/item', '{"name":"a","count":2,"price":"1"}', '{"name":"","count":-1}'),
  ...post('/models/item', 'null', '[]', `[${ITEM}]`, '"text"', '4', 'true', '1.5'),
  ...post('/models/items', '[]', `[${LINE}]`, `[${LINE},${ITEM}]`, '[{}]', `[${LINE},{"name":1}]`),
  ...post('/models/items', '{}', 'null', '"text"', '4', '[null]', '[1,"a",[]]', LINE),
  ...post('/models/order', `{"id":1,"address":${ADDRESS},"lines":[${LINE},${ITEM}]}`),
  ...post('/models/order', `{"id":1,"address":${ADDRESS},"lines":[]}`, '{}', '{"id":"1"}'),
  ...post('/models/order', `{"id":1,"address":${ADDRESS},"lines":[],"note":null}`),
  ...post('/models/order', `{"id":1,"address":${ADDRESS},"lines":[],"note":5}`),
  ...post('/models/order', `{"id":1,"address":{},"lines":[${LINE},{"name":"b"},{}]}`),
  ...post('/models/order', `{"id":1,"address":{"street":1,"zip":"z"},"lines":[]}`),
  ...post('/models/order', `{"id":1,"address":[],"lines":[]}`, `{"id":1,"address":"a","lines":[]}`),
  ...post('/models/order', `{"id":1,"address":${ADDRESS},"lines":{}}`),
  ...post('/models/order', `{"id":1,"address":${ADDRESS},"lines":"a"}`),
  ...post('/models/order', `{"id":1,"address":${ADDRESS},"lines":[1,null,"a"]}`),
  ...post('/models/order', `{"id":1,"address":null,"lines":null}`),
  ...post('/models/optional', LINE, 'null', '{}', '[]'),
  ask('POST', '/models/optional'),
  ...post('/models/item/1?y=on', LINE, '{}', '{"name'),
  ...post('/models/item/a?y=b', LINE, '{}', '{"name', '[]'),
  ...post('/models/item/1', LINE, '{}'),

  // JSON that isn't.
  ...post('/models/item', '{', '{"name":', '{"name":"a",}', "{'name':'a'}", '{"name":"a"} x'),
  ...post('/models/item', '[1,]', 'tru', '"a', '{"name":"a\n"}', '{"a":"\\x"}', '{1:2}', '{"a" 1}'),
  ...post('/models/item', '{"🙂":}', '01', '-', '\u00a0{}'),
  ask('POST', '/models/item'),
  ...post('/models/item', ''),

  // Members of the body.
  ...post('/field', '{"x":4}', '{"x":"4"}', '{"x":"a"}', '{"x":null}', '{"x":[]}', '{}', 'null'),
  ...post('/field', '[]', '4', '{"x":{}}', '{"y":1}', '{"x":""}'),
  ...post('/fields', '{"name":"a","big":4,"ok":true,"when":"2025-01-31","size":1.5}', '{}'),
  ...post('/fields', '{"name":"a","big":"4","ok":"no","when":"2025-01-31T10:11:12Z"}'),
  ...post('/fields', '{"name":1,"big":4.5,"ok":2,"when":true,"size":"a"}'),
  ...post('/fields', '{"name":{},"big":[],"ok":"maybe","when":"soon","size":[]}'),
  ...post('/fields', '{"name":"","big":"b","ok":0,"when":"2025-01-31","size":0}'),
  ...deviate(bad(REASONS.digits, 'body', 'big'), [
    ...post('/fields', '{"name":"a","big":9007199254740993,"ok":true,"when":"2025-01-31"}'),
  ]),
  ...post('/field-list', '{"tags":["a","b"]}', '{"tags":[]}', '{"tags":"a"}', '{"tags":["a",1]}'),
  ...post('/field-list', '{}', '{"tags":{}}'),

  // Types of bodies.
  {
    ...ask('POST', '/models/item'),
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: LINE,
  },
  {
    ...ask('POST', '/models/item'),
    headers: { 'content-type': 'application/vnd.item+json' },
    body: LINE,
  },
  ...deviate({ reason: REASONS.type, status: 415 }, [
    { ...ask('POST', '/models/item'), body: LINE },
    { ...ask('POST', '/models/item'), headers: { 'content-type': 'text/plain' }, body: LINE },
    {
      ...ask('POST', '/models/item'),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'name=a',
    },
  ]),

  // Methods, paths, slashes.
  { ...ask('PUT', '/models/item'), headers: { 'content-type': 'application/json' }, body: LINE },
  ask('POST', '/number?x=4'),
  ask('DELETE', '/models/item'),
  ask('PATCH', '/models/item'),
  ask('GET', '/models/item'),
  ...get(
    '',
    '/nowhere',
    '/Number?x=4',
    '/number/',
    '/number/?x=4',
    '/closed',
    '/closed/',
    '/closed?a=b',
  ),
  ask('POST', '/nowhere'),
  ask('POST', '/models/item/'),
  ask('DELETE', '/closed'),
  ...deviate({ reason: REASONS.head, status: 200 }, [ask('HEAD', '/number?x=4')]),
  ...deviate({ reason: REASONS.head, status: 422 }, [ask('HEAD', '/number')]),
  ask('HEAD', '/models/item'),
  ask('HEAD', '/nowhere'),
  ...deviate({ reason: REASONS.options, status: 204 }, [ask('OPTIONS', '/number')]),

  // Answers.
  ...get('/answers', '/null', '/true', '/string', '/empty', '/unicode', '/zero', '/nan'),
  ...get('/answers', '/infinity', '/nested', '/nested-nan', '/digits'),
  ask('POST', '/answers/created'),
  ask('DELETE', '/answers/deleted?x=4'),
  ask('DELETE', '/answers/deleted'),
  ...deviate({ reason: REASONS.milliseconds, status: 200, body: '2025-01-02T03:04:05.000Z' }, [
    ask('GET', '/answers/date'),
  ]),

  ...get('', '/streamed/objects', '/streamed/events', '/redirected', '/as-it-is'),
  ...deviate({ reason: REASONS.events, status: 200, body: 'data: hello\n\n' }, [
    ask('GET', '/streamed/texts'),
  ]),
  ask('POST', '/streamed/objects'),

  ...FORM_CASES,
  ...MODEL_CASES,
  ...deviate({ reason: REASONS.numbers, status: 422, locs: [['body', 0]] }, [
    ...post('/list/number', '[true]'),
    ...post('/list/integer', '[true]', '[" 4 "]', '["4.0"]'),
    ...post('/list/level', '[true]'),
  ]),
]
