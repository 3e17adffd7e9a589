import { fastapiEndpoint, redirect } from '@portico/sdk'

/** Answers that aren't JSON. */
export class OtherAnswers {
  @fastapiEndpoint({ path: '/streamed/objects' })
  async *objects() {
    yield { data: { n: 1 } }
    yield { data: { n: 2 } }
  }

  @fastapiEndpoint({ path: '/streamed/events' })
  async *events() {
    yield { event: 'tick', data: [1], id: 7, retry: 5 }
    yield { data: 'two\nlines' }
  }

  @fastapiEndpoint({ path: '/streamed/texts' })
  async *texts() {
    yield { data: 'hello' }
  }

  @fastapiEndpoint({ path: '/redirected' })
  redirected() {
    return redirect('/number?x=4', 303)
  }

  @fastapiEndpoint({ path: '/as-it-is' })
  asItIs() {
    return new Response('short', { status: 418 })
  }
}
