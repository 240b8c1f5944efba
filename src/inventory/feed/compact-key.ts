/**
 * For comparing column names and the set words of feeds: lower case, accents dropped, letters and digits alone.
 * "Stock #", "stock" and "STOCK" give "stock".
 */
export function compactKey(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII, for which the short way is right
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
}
