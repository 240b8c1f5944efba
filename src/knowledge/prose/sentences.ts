// Where a quote stands. It may differ from the text in white space, in the shape of quotation marks and dashes, and in
// compatibility forms of Unicode (NFKC), and in nothing else.

/** One line, without those differences; headings and titles are read so too. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’‚′]/g, "'")
    .replace(/[“”„″]/g, '"')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A short word before a dot may be one that is shortened: no sentence ends there. */
const sentenceEnd = /(?<=\p{L}{4}[.!?]["')\]]*|\d[.!?]["')\]]*|[!?]["')\]]*) (?=["'([]*[\p{Lu}\p{N}])/u

const quoteCharactersMin = 8

/**
 * The one sentence of the text that has the quote, whole: what stands before and behind it ("It is not true that …")
 * counts as well. Undefined when none has, or the quote goes over several.
 */
export function sentenceWith(text: string, quote: string): { sentence: string; quote: string } | undefined {
  const plain = plainText(quote)
  if (plain.length < quoteCharactersMin) return undefined
  const sentences = sentencesOf(text).filter((one) => one.includes(plain))
  const [sentence, ...others] = new Set(sentences)
  return sentence === undefined || others.length > 0 ? undefined : { sentence, quote: plain }
}

function sentencesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => plainText(line).split(sentenceEnd))
}
