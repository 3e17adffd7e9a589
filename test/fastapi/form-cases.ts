import { ask, type Case } from './case.js'

const FORM_TYPE = 'application/x-www-form-urlencoded'

/** Forms. */
export const FORM_CASES: readonly Case[] = [
  ...send('/form/number', 'x=4', 'x=-4.50', 'x=1e3', 'x=', 'x', '', 'y=1', 'x=a', 'x=1&x=2', 'X=4'),
  ...send('/form/number', 'x=a&x=2', '&&x=4&', '%78=4', 'x=%34', 'x=4;y=5', 'x=4=5'),
  ...send('/form/integer', 'x=4', 'x=-12345678901234567890', 'x=4.5', 'x=a'),
  ...send('/form/boolean', 'x=on', 'x=no', 'x=True', 'x=2', 'x='),
  ...send('/form/date', 'x=2025-01-31', 'x=2025-01-31T10%3A11%3A12Z', 'x=soon', 'x=2025-02-30'),
  ...send('/form/text', 'x=a+b%2B', 'x=%C3%A4', 'x=%FF', 'x=%zz', 'x=a=b', 'x=a;y=b', 'x='),
  ...send('/form/text', 'x=%0D%0A', 'x=a%00b', 'x=%F0%9F%99%82', '__proto__=a', 'x=&x=a', 'x=a&x='),
  ...send('/form/short', 'x=abc', 'x=abcd', 'x=a', 'x=', '', 'y=1'),
  ...send('/form/numbers', 'x=1', 'x=1&x=2.5', 'x=1&x=b&x=', 'x=', '', 'y=1', 'x[]=1'),
  ...send('/form/texts', 'x=a&x=b&x=a', 'x=', 'x=&x=a', '', 'y=1'),
  ...send('/form/several', 'x=1&flag=on&size=9', 'x=1&flag=on', 'x=a&flag=b&size=c', 'x=1', ''),
  ask('POST', '/form/number'),
  ask('POST', '/form/short'),
  ask('GET', '/form/number'),
  ...send('/models/form', 'name=a&count=4', 'name=a&count=4&gift=on&tags=a&tags=b&more=1'),
  ...send('/models/form', 'name=a&count=b', 'name=a&count=4&gift=maybe', 'name=a&name=b&count=1'),
  ...send('/models/form', 'name=a&count=', 'name=&count=4', 'name=a&count=4&tags='),

  ...parts(
    '/form/number',
    [text('x', '4')],
    [text('x', 'a')],
    [text('y', '4')],
    [text('x', '')],
    [],
  ),
  ...parts('/form/numbers', [text('x', '4'), text('x', '5')], [text('x', '4'), text('x', 'b')]),
  ...parts(
    '/form/text',
    [text('x', 'ä&= %41+')],
    [text('ä', 'a')],
    [text('x', 'a'), text('x', 'b')],
  ),
  ...parts('/models/form', [text('name', 'a'), text('count', '4'), text('tags', 'b')]),
  ...parts('/upload/file', [file('x', 'a.txt', 'hello')], [file('x', '../ä.txt', 'ä')], []),
  ...parts('/upload/file', [text('x', 'a')], [file('y', 'a', 'b')], [file('x', 'a', '')]),
  ...parts('/upload/file', [file('x', 'a', '1'), file('x', 'b', '2')], [text('x', '')]),
  ...parts('/upload/maybe', [file('x', 'a', 'b')], [text('y', 'a')], [text('x', '')], []),
  ...parts('/upload/files', [file('x', 'a', '1'), file('x', 'b', '2')], [text('x', 'a')], []),
  ...parts('/upload/files', [text('x', 'a'), text('x', 'b')], [file('y', 'a', 'b')]),
  ...parts('/upload/both', [file('file', 'a', 'b'), text('x', '4')], [text('x', 'a')]),
  ask('POST', '/upload/file'),
  ask('POST', '/upload/maybe'),
  ...send('/upload/file', 'x=a', ''),
  ...multipart('/upload/maybe', 'garbage', '--X--', `--X\r\nbad\r\n\r\n5\r\n--X--`),
  ...multipart('/upload/maybe', '--X\r\nContent-Disposition: form-data\r\n\r\n5\r\n--X--'),
]

/** A request with each text as its form. */
function send(path: string, ...bodies: readonly string[]): readonly Case[] {
  const headers = { 'content-type': FORM_TYPE }
  return bodies.map((body) => ({ ...ask('POST', path), headers, body }))
}

/** A multipart request with each list of parts. */
function parts(path: string, ...forms: readonly (readonly string[])[]): readonly Case[] {
  const bodies = forms.map((each) => each.map((part) => `--X\r\n${part}\r\n`).join(''))
  return multipart(path, ...bodies.map((body) => `${body}--X--\r\n`))
}

function multipart(path: string, ...bodies: readonly string[]): readonly Case[] {
  const headers = { 'content-type': 'multipart/form-data; boundary=X' }
  return bodies.map((body) => ({ ...ask('POST', path), headers, body }))
}

function text(name: string, value: string): string {
  return `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`
}

function file(name: string, filename: string, content: string): string {
  const disposition = `Content-Disposition: form-data; name="${name}"; filename="${filename}"`
  return `${disposition}\r\nContent-Type: text/plain\r\n\r\n${content}`
}
