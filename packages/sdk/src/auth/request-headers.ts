/** The header fields of a request, as sent. */
export interface RequestHeaders {
  /**
   * Every value sent under a name, in order; empty where it was not sent. So a header that was sent
   * twice can be told from one value.
   *
   * @param name in lower case.
   */
  values(name: string): readonly string[]
}
