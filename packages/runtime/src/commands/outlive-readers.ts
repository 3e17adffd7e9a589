/**
 * Lets this process live on where whoever read its output has left, such as `head` in a pipe. An
 * error of a stream that nobody listens to ends a process, and any request may make it write.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    // Other commands end with whoever reads their result.
    stream.removeAllListeners('error').on('error', () => undefined)
  }
}
