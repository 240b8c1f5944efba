// Markdown for text that others typed. What a user or a feed wrote is shown as written: nothing in it becomes a
// heading, a link, a list or HTML.

/** Control, format, private and separator characters; the two joiners are letters' business and stay. */
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu

/** One line of plain text: control, format and bidirectional characters out, white space single. */
export function plainLine(text: string): string {
  return text
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Plain text as one line of Markdown that renders as the same text, wherever in a line or at its start it stands. */
export function escapeMarkdown(text: string): string {
  return plainLine(text)
    .replace(/[\\`*_[\]<>#|~]|&(?=#?\w+;)/g, '\\$&')
    .replace(/!(?=\\\[)/g, '\\!')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\b(www|mailto)([.:])/gi, '$1\\$2')
    .replace(/@/g, '\\@')
    .replace(/^(?:[-+](?=\s|$|[-+])|=)/, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
}

/** Plain text as Markdown that renders as the same text, with its lines and its paragraphs. */
export function escapeText(text: string): string {
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n\s*\n/)
  return paragraphs
    .map((paragraph) => paragraph.split('\n').map(escapeMarkdown).filter(Boolean).join('\\\n'))
    .filter(Boolean)
    .join('\n\n')
}

/** An http, https or site-relative address as a link target, or null when it is none of these. */
export function linkTarget(url: string): string | null {
  const trimmed = url.trim()
  if (/^\/(?![/\\])/.test(trimmed)) return encodeTarget(trimmed)
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return null
  const parsed = new URL(trimmed)
  return parsed.username || parsed.password ? null : encodeTarget(parsed.href)
}

function encodeTarget(target: string): string {
  return target
    .replace(invisible, '')
    .replace(
      /[\s<>()[\]\\"'`*_|{}^]/g,
      (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    )
}

export type Cell = string

/** A table; cells are Markdown of one line. */
export function table(head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** A bulleted list of lines of Markdown. */
export function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

/** Words as a reader sees them: link targets, table rules and marks do not count. */
export function countWords(markdown: string): number {
  const visible = markdown.replace(/\]\([^)\s]*\)/g, ']').replace(/^[ |:-]+$/gm, ' ')
  return visible.split(/[\s|]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
