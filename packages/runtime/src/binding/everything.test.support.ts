const part = { name: 'a', times: 2, unknown: 1 }
const any = {
  a: [{ toString: 1, __proto__: null, _b: { c: null } }, [], 'text'],
  hasOwnProperty: 1,
}

const GOOD = {
  parts: [part, part],
  sized: { name: 'x', size: 20 },
  large: true,
  untagged: [
    { kind: 'circle', radius: 1 },
    { kind: 'square', side: 'x' },
  ],
  tagged: [{ kind: 'square', side: 'x' }],
  one: { kind: 'circle', radius: 0 },
  byName: { a: part, b: part, get: part },
  set: [part],
  joined: [part, part],
  counted: [part],
  texts: ['ab', 'abc'],
  'out-side': 'x',
  excluded: part,
  anything: any,
  object: any,
  objects: [any],
  ruleless: part,
  dates: ['2026-01-02', [0, ['2026-01-03']]],
  dateSet: [0, [1]],
  _private: any,
}

const BAD = {
  parts: [part, { name: 'bad', times: 'x' }, null, 1, [part]],
  sized: { name: 'bad', size: 'x' },
  untagged: [{ kind: 'circle', radius: -1 }, { kind: 'square', side: 'bad' }, { kind: 'none' }],
  tagged: [{ kind: 'circle' }],
  one: { kind: 'circle' },
  byName: { a: { name: 'bad' }, b: null },
  set: [{ name: 'bad' }],
  joined: [],
  counted: [],
  large: true,
  texts: ['a', 1],
  'out-side': 'bad',
  excluded: 1,
  anything: [any],
  object: [any, null],
}

/** Bodies that pass, or don't in all ways. */
export const EVERYTHING: readonly object[] = [
  {},
  GOOD,
  BAD,
  { parts: {}, sized: [], untagged: null, byName: [], set: {}, texts: 'a', large: true },
  { inner: [[GOOD, BAD], [], [{ inner: [[BAD]] }]] },
  { inner: [times(30, GOOD), times(20, BAD)] },
]

function times(count: number, body: object): readonly object[] {
  return Array.from({ length: count }, () => body)
}
