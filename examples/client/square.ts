import { createClient } from './api/index.js'

/** Asks a calculator for a square, with the proxy token of the environment. */
export async function square(baseUrl: string, x: number): Promise<number> {
  const client = createClient({ baseUrl })
  const { data, error, response } = await client.GET('/square', { params: { query: { x } } })
  if (data === undefined) throw new Error(`${response.status} ${JSON.stringify(error)}`)
  return data.square
}
