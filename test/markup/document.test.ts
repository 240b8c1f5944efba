import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  cutAtSentence,
  cutAtWord,
  type DocumentParts,
  openingText,
  plainText,
  renderDocument,
  renderHtml,
} from '#markup/index.ts'

const plain: DocumentParts = {
  title: 'A title',
  heading: 'A heading',
  language: 'en',
  direction: 'ltr',
  description: 'What it is.',
  siteName: 'Harbor Honda',
  pageUrl: 'https://www.example.com/a-title',
  image: 'https://images.example.com/a.jpg',
  schema: [{ '@type': 'Article', headline: 'A title' }],
  html: '<h2>First</h2>\n<p>Text</p>\n',
}

const hostile = [
  '</script><script>alert(1)</script>',
  '</title><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!--<script>',
  '-->',
  ']]>',
  '</SCRIPT\n>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u2028</script>\u2029',
  '<base href=//evil.example>',
  '$& $1 $`',
]

/** The JSON-LD of a page, as a reader of HTML finds it: up to the first thing that ends a script. */
function scriptsOf(page: string): unknown[] {
  return [...page.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script/gi)].map(([, json]) =>
    JSON.parse(json as string),
  )
}

test('a page has its language, title, description, address, Open Graph, JSON-LD and body, in this order', () => {
  assert.equal(
    renderDocument(plain),
    `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A title</title>
<meta name="description" content="What it is.">
<link rel="canonical" href="https://www.example.com/a-title">
<meta property="og:type" content="article">
<meta property="og:title" content="A title">
<meta property="og:description" content="What it is.">
<meta property="og:site_name" content="Harbor Honda">
<meta property="og:url" content="https://www.example.com/a-title">
<meta property="og:image" content="https://images.example.com/a.jpg">
<script type="application/ld+json">{"@type":"Article","headline":"A title"}</script>
</head>
<body>
<article>
<h1>A heading</h1>
<h2>First</h2>
<p>Text</p>
</article>
</body>
</html>
`,
  )
})

test('what is not known is left out', () => {
  const page = renderDocument({ ...plain, pageUrl: null, image: null, description: '', schema: [] })
  assert.doesNotMatch(page, /canonical|og:url|og:image|description|ld\+json|null|undefined/)
})

test('nothing that is typed into any part leaves its place', () => {
  const skeleton = tagsOf(renderDocument(plain))
  for (const text of hostile) {
    for (const name of ['title', 'heading', 'description', 'siteName', 'pageUrl', 'image'] as const) {
      const page = renderDocument({ ...plain, [name]: text })
      assert.deepEqual(tagsOf(page), skeleton, `${name} ${text}`)
    }
    const schema = [{ headline: text, [text]: [text], deep: { url: text } }]
    const page = renderDocument({ ...plain, schema })
    assert.deepEqual(tagsOf(page), skeleton, text)
    assert.deepEqual(scriptsOf(page), schema)
  }
})

/** Every tag of a page by its name, read as a browser does: a script ends at the first end of a script. */
function tagsOf(page: string): string[] {
  const withoutJson = page.replace(/(<script type="application\/ld\+json">)[\s\S]*?(?=<\/script)/gi, '$1')
  return [...withoutJson.matchAll(/<[!/]?[a-z][^\s>]*|<!--/gi)].map(([tag]) => tag.toLowerCase())
}

test('a text is cut after a whole word, in scripts with and without spaces', () => {
  assert.equal(cutAtWord('One two three', 13), 'One two three')
  assert.equal(cutAtWord('One two three', 12), 'One two…')
  assert.equal(cutAtWord('Priced from $28,500, and more', 20), 'Priced from $28,500…')
  assert.equal(cutAtWord('Priced from $28,500, and more', 15), 'Priced from…')
  assert.match(
    cutAtWord('新型ホンダシビックの燃費と価格について詳しく説明します', 12),
    /^新型ホンダ.{1,6}…$/u,
  )
  assert.equal(cutAtWord('x'.repeat(50), 10), 'xxxxxxxxx…')
  assert.ok([...cutAtWord('🚗 '.repeat(200), 160)].length <= 160)
})

test('the opening is the text of the paragraphs alone', async () => {
  const markdown = `## A heading

First *with* **marks** and [a link](https://example.com) \\<b\\>.
Same paragraph.

- not this

| a | b |
| --- | --- |
| not | this |

> nor this

Second & \`code\`.
`
  assert.equal(await openingText(markdown), 'First with marks and a link <b>. Same paragraph. Second & code.')
  assert.equal(await openingText('## Only a heading\n'), '')
})

test('a body’s own HTML stays text', async () => {
  const html = await renderHtml(
    '<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![x](https://example.com/x.png)',
  )
  assert.doesNotMatch(html, /<script|<img|href="javascript/)
})

test('a text is cut after a whole sentence, a point inside a number ends none', () => {
  assert.equal(cutAtSentence('One two. Three.', 15), 'One two. Three.')
  assert.equal(cutAtSentence('One two. Three.', 14), 'One two.')
  assert.equal(cutAtSentence('It costs $1.5 million. More.', 22), 'It costs $1.5 million.')
  assert.equal(cutAtSentence('One two. It costs $1.5 million.', 30), 'One two.')
  assert.equal(cutAtSentence('One two three. Four.', 9), 'One two…')
})

test('a plain text has all words, its blocks on lines of their own, and no marks', async () => {
  const markdown =
    '## A heading\n\nFirst *with* marks & a [link](https://x.example.com) <b>.\nSame.\n\n- one\n- **two**\n\nLast `code`.\n'
  const text = 'A heading\n\nFirst with marks & a link <b>.\nSame.\n\none\ntwo\nLast code.'
  assert.equal(await plainText(markdown), text)
  assert.equal(await plainText(''), '')
})
