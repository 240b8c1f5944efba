// A whole page around a body: it loads nothing and runs nothing. Whatever stands in it was typed by somebody, so
// all text is escaped, and JSON-LD, which HTML reads as a script, has no character that could end that script.

export type DocumentParts = {
  /** Of the page, as search results show it. */
  title: string
  /** Over the body. */
  heading: string
  /** BCP 47. */
  language: string
  direction: 'ltr' | 'rtl'
  description: string
  siteName: string
  /** Where the page stands for readers, when that is known. */
  pageUrl: string | null
  image: string | null
  /** JSON-LD. */
  schema: readonly object[]
  /** The body, as `renderHtml` makes it. */
  html: string
}

export function renderDocument(parts: DocumentParts): string {
  const { title, heading, language, direction, description, siteName, pageUrl, image, schema, html } = parts
  const lines = [
    '<!doctype html>',
    `<html lang="${escapeHtml(language)}" dir="${direction}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    ...(description ? [`<meta name="description" content="${escapeHtml(description)}">`] : []),
    ...(pageUrl ? [`<link rel="canonical" href="${escapeHtml(pageUrl)}">`] : []),
    openGraph('type', 'article'),
    openGraph('title', title),
    ...(description ? [openGraph('description', description)] : []),
    openGraph('site_name', siteName),
    ...(pageUrl ? [openGraph('url', pageUrl)] : []),
    ...(image ? [openGraph('image', image)] : []),
    ...schema.map((one) => `<script type="application/ld+json">${scriptJson(one)}</script>`),
    '</head>',
    '<body>',
    '<article>',
    `<h1>${escapeHtml(heading)}</h1>`,
    html.trim(),
    '</article>',
    '</body>',
    '</html>',
  ]
  return `${lines.join('\n')}\n`
}

function openGraph(property: string, content: string): string {
  return `<meta property="og:${property}" content="${escapeHtml(content)}">`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => entities[mark] as string)
}

/** JSON that a script element can hold: inside of strings, and only there do these characters stand, they are escapes. */
function scriptJson(value: object): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
