import type { CommitSource } from './sqlite-reader.js'

/** Counts commits and tells those who want to know. */
export class Commits implements CommitSource {
  #count = 0
  readonly #listeners: (() => void)[] = []

  get count(): number {
    return this.#count
  }

  onCommit(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** Tells every listener that something was committed. */
  announce(): void {
    this.#count += 1
    for (const listener of this.#listeners) listener()
  }
}
