const segments = new Intl.Segmenter('en', { granularity: 'word' })

/** At most `max` characters of a line of plain text; what is left out shows as an ellipsis, after a whole word where there is one. */
export function cutAtWord(text: string, max: number): string {
  const letters = [...text]
  if (letters.length <= max) return text
  let cut = ''
  let length = 1
  for (const { segment } of segments.segment(text)) {
    length += [...segment].length
    if (length > max) break
    cut += segment
  }
  const words = cut.replace(/[\s\p{P}\p{S}]+$/u, '')
  return `${words || letters.slice(0, max - 1).join('')}…`
}
