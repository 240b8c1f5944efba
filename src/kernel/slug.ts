// A slug is the part of an address that names a thing: words in lower case, joined by single hyphens, in the
// script of its readers. Latin letters lose their accents; other scripts are not transliterated, since what
// comes out is read by nobody (docs/adr/0014-publishing.md). What cannot be seen is no part of it.

const letter = '[\\p{Ll}\\p{Lo}\\p{Lm}\\p{Nd}]'
const rest = '[\\p{Ll}\\p{Lo}\\p{Lm}\\p{Nd}\\p{M}]*'

/** For a regular expression with the flag u. */
export const slugPattern = `^(?!.*\\p{DI})${letter}${rest}(?:-${letter}${rest})*$`

/** The words of a text as a slug of at most `max` characters, cut between words; empty when it has none. */
export function slugOf(text: string, max = 100): string {
  const slug = text
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    // Of the invisible characters the zero-width non-joiner parts words.
    .replace(/(?!\u200c)\p{DI}|['’]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{Nd}\p{M}]+/gu, '-')
    .replace(/(?<=^|-)\p{M}+/gu, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')
  const letters = [...slug]
  if (letters.length <= max) return slug
  const cut = letters.slice(0, max).join('')
  return letters[max] === '-' ? cut : cut.replace(/(?<=.)-[^-]*$/u, '')
}
