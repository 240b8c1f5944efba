/** Text as it is kept: no control characters, no half characters, white space as single spaces. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim()
}
