import { fastapiEndpoint } from '@portico/sdk'

/** One endpoint for everybody, and one for those who hold a proxy token. */
export class Hello {
  @fastapiEndpoint({ public: true })
  public() {
    return 'hello world'
  }

  @fastapiEndpoint({ requiresProxyAuth: true })
  private() {
    return 'hello friend'
  }
}
