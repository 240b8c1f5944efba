// Markdown to HTML that is safe to place in a page: raw HTML in the source is text, and what the
// renderer makes is sanitised all the same. The libraries are loaded at first use.

import type { MarkdownIt } from 'markdown-it'

type Sanitize = (html: string) => string

type Renderer = { markdown: MarkdownIt; sanitize: Sanitize }

let loaded: Promise<Renderer> | undefined

function renderer(): Promise<Renderer> {
  loaded ??= load().catch((error) => {
    loaded = undefined
    throw error
  })
  return loaded
}

export async function renderHtml(source: string): Promise<string> {
  const { markdown, sanitize } = await renderer()
  return sanitize(markdown.render(source))
}

/** The paragraphs of the text, without headings, lists and tables, as one line of plain text. */
export async function openingText(source: string): Promise<string> {
  const { markdown } = await renderer()
  const tokens = markdown.parse(source, {})
  const paragraphs = tokens.filter(
    (_, i) => tokens[i - 1]?.type === 'paragraph_open' && tokens[i - 1]?.level === 0,
  )
  return paragraphs
    .map(({ children }) => (children ?? []).map((part) => (isBreak(part.type) ? ' ' : part.content)).join(''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** All words of the text without its marks: every block on lines of its own, an empty line after those that stand in no list. */
export async function plainText(source: string): Promise<string> {
  const { markdown } = await renderer()
  return markdown
    .parse(source, {})
    .map((token) => {
      if (token.type === 'fence' || token.type === 'code_block') return `${token.content}\n`
      if (token.type !== 'inline') return ''
      const text = (token.children ?? []).map((part) => (isBreak(part.type) ? '\n' : part.content)).join('')
      return text + (token.level > 1 ? '\n' : '\n\n')
    })
    .join('')
    .trim()
}

function isBreak(type: string): boolean {
  return type === 'softbreak' || type === 'hardbreak'
}

async function load(): Promise<Renderer> {
  const [{ default: MarkdownItClass }, { default: sanitizeHtml }] = await Promise.all([
    import('markdown-it'),
    import('sanitize-html'),
  ])
  const options = {
    allowedTags: [
      'h2',
      'h3',
      'h4',
      'p',
      'ul',
      'ol',
      'li',
      'strong',
      'em',
      'a',
      'blockquote',
      'code',
      'pre',
      'hr',
      'br',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
    ],
    allowedAttributes: { a: ['href', 'title'], th: ['style'], td: ['style'] },
    allowedStyles: { '*': { 'text-align': [/^(left|right|center)$/] } },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  }
  return {
    markdown: new MarkdownItClass({ html: false, linkify: false, breaks: false }),
    sanitize: (html) => sanitizeHtml(html, options),
  }
}
