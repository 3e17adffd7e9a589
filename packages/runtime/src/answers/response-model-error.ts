/** A handler returned what its `responseModel` doesn't allow. Its message is for the log alone. */
export class ResponseModelError extends Error {
  override readonly name = 'ResponseModelError'

  /** @param problems each with the property that it is about. */
  constructor(problems: readonly string[]) {
    const more = problems.length > SHOWN ? `; and ${problems.length - SHOWN} more` : ''
    const told = problems.slice(0, SHOWN).join('; ')
    super(`the answer is not what its responseModel allows: ${told}${more}`)
  }
}

const SHOWN = 10
