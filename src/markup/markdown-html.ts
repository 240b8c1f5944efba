// Markdown to HTML that is safe to place in a page: raw HTML in the source is text, and what the
// renderer makes is sanitised all the same. The libraries are loaded at first use.

import type { MarkdownIt } from 'markdown-it'

type Sanitize = (html: string) => string

let loaded: Promise<{ markdown: MarkdownIt; sanitize: Sanitize }> | undefined

export async function renderHtml(markdown: string): Promise<string> {
  loaded ??= load().catch((error) => {
    loaded = undefined
    throw error
  })
  const renderer = await loaded
  return renderer.sanitize(renderer.markdown.render(markdown))
}

async function load(): Promise<{ markdown: MarkdownIt; sanitize: Sanitize }> {
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
