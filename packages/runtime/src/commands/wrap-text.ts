/** Breaks text into lines of at most `width` characters, between words where it can. */
export function wrapText(text: string, width: number): readonly string[] {
  const pieces = new RegExp(`\\S{${width}}|\\S+`, 'gu')
  const lines: string[] = []
  for (const [piece] of text.matchAll(pieces)) {
    const last = lines.at(-1)
    const joined = `${last} ${piece}`
    if (last !== undefined && joined.length <= width) lines[lines.length - 1] = joined
    else lines.push(piece)
  }
  return lines
}
