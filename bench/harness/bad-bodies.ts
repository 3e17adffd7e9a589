/** A body that is sent to be slow. */
export interface BadBody {
  readonly name: string
  readonly path: '/order' | '/tree' | '/wide' | '/anything'
  readonly text: string
  /** Whether it keeps every limit, or is refused because of one. */
  readonly kind: 'within limits' | 'refused'
}

const SIZE = 1024 * 1024 - 200

/** Bodies of about 1 MiB, each bad in its own way. */
export const BAD_BODIES: readonly BadBody[] = [
  within('10,000 models', '/order', `{"mail":"a@b.cd","lines":${list(line(), 10_000)}}`),
  within('10,000 wrong models', '/order', `{"mail":"a@b.cd","lines":${list('{}', 10_000)}}`),
  within('10,000 models of ten numbers', '/wide', wide(list(wide(), 9_999))),
  within('objects of 1,000 keys', '/anything', `{"any":${list(keys(1_000), 110)}}`),
  within('lists of dates', '/anything', `{"dates":${lists('"2026-01-02"')}}`),
  within('lists of wrong dates', '/anything', `{"dates":${lists('0')}}`),
  within('10,000 mail addresses', '/anything', `{"mails":${list('"a@b.cd"', 10_000)}}`),
  within('lists of numbers', '/anything', `{"any":${lists('0')}}`),
  within('lists of empty objects', '/anything', `{"any":${lists('{}')}}`),
  within('one long text', '/anything', `{"any":"${'a'.repeat(SIZE)}"}`),
  within('one text of escapes', '/anything', `{"any":"${'\\u0041'.repeat(SIZE / 6)}"}`),
  within('halves of surrogate pairs', '/anything', `{"any":${lists('"\\ud800"')}}`),
  within('infinite numbers', '/anything', `{"any":${lists('1e999')}}`),
  within('a million digits', '/anything', `{"any":${'9'.repeat(SIZE)}}`),
  within('numbers, wrong at the end', '/anything', `{"any":${lists('0')}`),
  within('objects, wrong at the end', '/anything', `{"any":${lists('{}')}`),
  within('escapes, wrong at the end', '/anything', `{"any":"${'\\n'.repeat(SIZE / 2)}`),
  refused('330,000 models', '/tree', `{"children":[${Array(33).fill(tree()).join(',')}]}`),
  refused('a million brackets', '/anything', '['.repeat(SIZE)),
  refused('100,000 levels', '/anything', '{"a":'.repeat(100_000)),
  refused('150,000 keys', '/anything', `{${Array(150_000).fill('"a":1').join(',')}}`),
]

function within(name: string, path: BadBody['path'], text: string): BadBody {
  return { name, path, text, kind: 'within limits' }
}

function refused(name: string, path: BadBody['path'], text: string): BadBody {
  return { name, path, text, kind: 'refused' }
}

function line(): string {
  return '{"article":"x","quantity":1}'
}

function wide(inner = '[]'): string {
  const numbers = [...'abcdefghij'].map((name) => `"${name}":0`)
  return `{${numbers.join(',')},"z":${inner}}`
}

function keys(count: number): string {
  const members = Array.from({ length: count }, (_, index) => `"k${index}":0`)
  return `{${members.join(',')}}`
}

function tree(): string {
  return `{"children":${list('{}', 10_000)}}`
}

function list(element: string, count: number): string {
  return `[${Array(count).fill(element).join(',')}]`
}

/** As many lists of 10,000 as there is room for. */
function lists(element: string): string {
  const one = list(element, 10_000)
  return list(one, Math.floor(SIZE / (one.length + 1)))
}
