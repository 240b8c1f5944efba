const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
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

/** The whole sentences at the text's beginning, at most `max` characters; of a first one that is longer its first words. */
export function cutAtSentence(text: string, max: number): string {
  if (text.length <= max) return text
  let end = 0
  for (const { index, segment } of sentences.segment(text)) {
    if (index + segment.trimEnd().length > max) break
    end = index + segment.length
  }
  return end === 0 ? cutAtWord(text, max) : text.slice(0, end).trimEnd()
}
