// A cell's text as a person would have typed it: HTML gone, entities decoded, invisible and control characters gone, no
// lone surrogates, no spreadsheet formulas. What comes out is plain text, never markup: who puts it on a page escapes it.
import sanitizeHtml from 'sanitize-html'

/** Tags and comments, and entities. A lone & or < is text. */
const markup = /<[a-z/!?]|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i
const breakingTag = /<(?:br|\/p|\/div|\/li|\/tr|\/h[1-6]|\/ul|\/ol)\b[^<>]*>/gi

/** Control characters except tab and line feed, zero-width and direction marks, noncharacters, U+FFFD, lone surrogates. */
const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]|[\ud800-\udfff]/gu

/**
 * What a spreadsheet would run: =…, @NAME(…, and DDE calls, which have a | and a ! ("+cmd|' /C calc'!A0").
 * Text that begins with a plus, a minus or an @ is otherwise left alone.
 */
const formula = /^(?:=|@[A-Za-z]+\(|[+\-@][^\n]{0,200}\|[^\n]{0,200}!)/

export function isFormula(text: string): boolean {
  return formula.test(text)
}

/** `="0123"` is how spreadsheets keep a text a text, an apostrophe before what looks like a formula how exports do (ours too). */
export function unquoteFormulaText(text: string): string {
  return /^="([^"]*)"$/.exec(text)?.[1] ?? text.replace(/^'(?=[=+\-@])/, '')
}

/** At most `charsMax` UTF-16 units, without half a character at the end. */
function clip(text: string, charsMax: number): string {
  return text.length > charsMax ? text.slice(0, charsMax).replace(/[\ud800-\udbff]$/, '') : text
}

function stripMarkup(text: string): string {
  if (!markup.test(text)) return text
  // Entities are decoded by the parser, which escapes these four again.
  return sanitizeHtml(text.replace(breakingTag, '\n'), { allowedTags: [], allowedAttributes: {} })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

/** One line: every run of blanks is one space. */
export function cleanLine(text: string): string {
  return cleanText(text, 4_000).replace(/\s+/g, ' ').trim()
}

/**
 * Paragraphs: line breaks stay, at most two together.
 * @param charsMax of the text as it comes; what is beyond is not looked at.
 */
export function cleanParagraphs(text: string, charsMax: number): string {
  return cleanText(text, charsMax)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function cleanText(text: string, charsMax: number): string {
  // Feeds escape HTML once more than needed ("&lt;br&gt;"): the second pass strips what the first one uncovers.
  const stripped = stripMarkup(stripMarkup(clip(text, charsMax)))
  return stripped.replace(unwanted, '')
}

/**
 * A cell of web addresses. HTML rules would read "&region=5" as "®ion=5", so `&amp;` is all that is decoded here.
 * Line breaks stay: they divide addresses.
 */
export function cleanAddresses(text: string, charsMax: number): string {
  return clip(text, charsMax).replace(unwanted, '').replace(/&amp;/gi, '&').trim()
}

/** A cell in a sentence: one line, at most 40 characters, in quotes. */
export function quoteCell(text: string): string {
  const line = cleanLine(text)
  return line.length > 40 ? `"${clip(line, 39)}…"` : `"${line}"`
}

/** @returns the text, cut to whole words where it is too long. */
export function limitChars(text: string, charsMax: number): { text: string; wasCut: boolean } {
  if (text.length <= charsMax) return { text, wasCut: false }
  const cut = clip(text, charsMax)
  const lastSpace = cut.lastIndexOf(' ')
  return { text: (lastSpace > charsMax / 2 ? cut.slice(0, lastSpace) : cut).trimEnd(), wasCut: true }
}
