// From sections to one Markdown body: it begins with an H2, says no heading twice, drops what is empty, and carries
// the links of its intent, the calls to action and the disclaimers. What phrasers return is text under a heading that
// stands in the plan: headings of their own that repeat it or rank above it are taken out.

import type { ArticleLink, SectionPlan } from '../port.ts'
import { createSpeaker, type Speaker, sayHeading } from './compose/sentence.ts'
import { refer } from './compose/slots.ts'
import { bullets, countWords, escapeMarkdown, linkTarget } from './markdown.ts'
import { spread } from './plan/links.ts'
import type { ArticlePlan } from './plan/plan-article.ts'

export type WrittenSection = { key: string; markdown: string }
export type ArticleHeading = { level: 2 | 3; text: string }

export type Article = {
  /** Plain text, one line. */
  title: string
  markdown: string
  wordCount: number
  /** In order, as plain text. */
  headings: ArticleHeading[]
}

type Block = { section: SectionPlan; heading: string | null; level: 2 | 3; text: string }

/** Joins the written sections of a plan, in the plan's order; a section that was not written is left out. */
export function assembleArticle(plan: ArticlePlan, sections: readonly WrittenSection[]): Article {
  const blocks = readBlocks(plan, sections)
  const speaker = createSpeaker(plan.seed, plan.sections.length, plan.tone)
  placeInline(blocks, plan.links.inline, speaker)
  placeCalls(blocks, plan.ctas)
  const headings: ArticleHeading[] = []
  const lines = blocks.flatMap(({ heading, level, text }) => {
    if (heading === null) return [text]
    headings.push({ level, text: heading })
    return [`${'#'.repeat(level)} ${escapeMarkdown(heading)}`, text]
  })
  const appended = appendLinks(plan, speaker, headings)
  const notes = plan.disclaimers.length > 0 ? ['---', ...plan.disclaimers.map(escapeMarkdown)] : []
  const markdown = `${[...lines, ...appended, ...notes].filter((line) => line !== '').join('\n\n')}\n`
  return { title: plan.title, markdown, wordCount: countWords(markdown), headings }
}

function readBlocks(plan: ArticlePlan, sections: readonly WrittenSection[]): Block[] {
  const written = new Map(sections.map(({ key, markdown }) => [key, markdown]))
  const taken = new Set<string>()
  const blocks: Block[] = []
  for (const section of plan.sections) {
    const text = cleanSection(written.get(section.key) ?? '', section.heading)
    if (text === '') continue
    const isFirst = blocks.length === 0
    const wanted = section.heading ?? (isFirst ? plan.title : null)
    const heading = wanted !== null && taken.has(wanted.toLowerCase()) ? null : wanted
    if (heading !== null) taken.add(heading.toLowerCase())
    blocks.push({ section, heading, level: isFirst ? 2 : section.level, text })
  }
  return blocks
}

/** A section's text without the plan's heading said again, and with headings of its own below the plan's. */
function cleanSection(markdown: string, heading: string | null): string {
  const said = heading?.toLowerCase().replace(/\W+/g, '')
  return markdown
    .replace(/\r\n?/g, '\n')
    .replace(/^(#{1,6})[ \t]+(.*)$/gm, (_line, marks: string, text: string) =>
      text.toLowerCase().replace(/\W+/g, '') === said
        ? ''
        : `${'#'.repeat(Math.max(3, marks.length))} ${text}`,
    )
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const linkKinds = new Set<SectionPlan['kind']>(['question', 'facts', 'stock', 'compare', 'details'])

function placeInline(blocks: readonly Block[], links: readonly ArticleLink[], speaker: Speaker): void {
  const body = blocks.filter(({ section }) => linkKinds.has(section.kind))
  const open = body.length > 0 ? body : blocks
  const places = spread(links.length, open.length)
  const byBlock = new Map<Block, string[]>()
  for (const [at, link] of links.entries()) {
    const block = open[places[at] ?? 0]
    const sentence = sayLink(link, at, speaker)
    if (block && sentence) byBlock.set(block, [...(byBlock.get(block) ?? []), sentence])
  }
  for (const [block, sentences] of byBlock) block.text = `${block.text}\n\n${sentences.join(' ')}`
}

function sayLink(link: ArticleLink, turn: number, speaker: Speaker): string | undefined {
  return speaker.say(`link.${link.intent}`, { link: refer(linkMarkdown(link)) }, turn)
}

function linkMarkdown({ label, url }: ArticleLink): string {
  return `[${escapeMarkdown(label)}](${linkTarget(url) ?? '/'})`
}

/** The first call to action closes the text; a second stands halfway where the text is long enough for two. */
function placeCalls(blocks: readonly Block[], ctas: readonly string[]): void {
  const [first, second] = ctas
  const last = blocks.at(-1)
  if (first && last) last.text = `${last.text}\n\n${escapeMarkdown(first)}`
  const middle = blocks[Math.floor(blocks.length / 2)]
  if (second && middle && blocks.length >= 6) middle.text = `${middle.text}\n\n${escapeMarkdown(second)}`
}

/** The other side of the house, under a heading of its own (in an email: none). */
function appendLinks(plan: ArticlePlan, speaker: Speaker, headings: ArticleHeading[]): string[] {
  const [first] = plan.links.appended
  if (!first) return []
  const group = `also.${first.intent}`
  const intro = speaker.say(group, {}) ?? ''
  const list = bullets(plan.links.appended.map(linkMarkdown))
  if (plan.articleType === 'emailtemplate' && headings.length > 0) return [intro, list]
  const taken = new Set(headings.map(({ text }) => text.toLowerCase()))
  const text = sayHeading(group, {}, plan.seed, taken) ?? 'More links'
  headings.push({ level: 2, text })
  return [`## ${text}`, intro, list]
}
