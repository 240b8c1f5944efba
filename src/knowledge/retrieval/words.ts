/** Words that may be misspelled: of four letters or more, each once, in lower case. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/\p{L}{4,40}/gu))]
}
