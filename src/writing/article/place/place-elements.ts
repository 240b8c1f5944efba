// What a dealership says itself stands in a body as it was given: links in the text, the hours where it speaks of a
// visit, a call to action near the end, the author's line under the text, disclaimers last. It is put into a text that
// has been held against the facts already: so it is neither judged nor cut, and it carries no other sentence.

import { createPicker, type Picker } from '../../phrase/index.ts'
import type { ArticleElements, ArticleLink } from '../../port.ts'
import type { Article, ArticleSection } from '../assemble.ts'
import { composer } from '../compose/composer.ts'
import { createSpeaker, type Speaker, sayHeading } from '../compose/sentence.ts'
import { refer } from '../compose/slots.ts'
import { bullets, countWords, escapeMarkdown, escapeText, linkTarget, plainLine } from '../markdown.ts'
import type { ArticlePlan } from '../plan/plan-article.ts'
import { chooseLinks, spread } from './links.ts'

export type PlacedBody = {
  markdown: string
  wordCount: number
  /** Where a place of the text before stands now. */
  offsetOf(offset: number): number
}

/** A block of Markdown that goes behind what ends at `at`. */
type Insertion = { at: number; block: string }

type Placing = {
  article: Article
  plan: ArticlePlan
  sections: readonly ArticleSection[]
  end: number
  /** Undefined in a language that the banks do not speak: then nothing is said around a link. */
  speaker: Speaker | undefined
  picker: Picker
}

const wordsALink = 150
const inlineMax = 6
/** Sections of a text that is long enough for a second call to action. */
const sectionsOfTwoCalls = 6
const tellingKinds = new Set(['question', 'known', 'facts', 'stock', 'compare', 'details'])
const frameKinds = new Set(['subject', 'closing'])

/** Places the elements for an article of this plan. The same input gives the same body. */
export function placeElements(
  article: Article,
  plan: ArticlePlan,
  elements: ArticleElements,
  language: string,
): PlacedBody {
  const text = article.markdown.trimEnd()
  const isSpoken = composer.languages.includes(language)
  const placing: Placing = {
    article,
    plan,
    sections: sectionsLeft(article.sections, text),
    end: text.length,
    speaker: isSpoken ? createSpeaker(plan.seed, plan.sections.length, plan.tone) : undefined,
    picker: createPicker(`${plan.seed}\u0000elements`),
  }
  const most = Math.min(inlineMax, Math.ceil(countWords(text) / wordsALink))
  const links = chooseLinks(elements.links, plan.contentIntent, most, placing.picker.fork('links'))
  return insert(text, [
    ...placeInline(placing, links.inline),
    ...placeHours(placing, elements.hours),
    ...placeCalls(placing, elements.ctas),
    ...placeAuthor(placing, elements.authors),
    ...appendLinks(placing, links.appended),
    ...placeDisclaimers(placing, elements.disclaimers),
  ])
}

/** Those of which something is left, each ending with its last character. */
function sectionsLeft(sections: readonly ArticleSection[], text: string): ArticleSection[] {
  let before = 0
  return sections.flatMap(({ section, end }) => {
    const own = text.slice(before, end).trimEnd()
    if (own === '') return []
    before += own.length
    return [{ section, end: before }]
  })
}

function insert(text: string, insertions: readonly Insertion[]): PlacedBody {
  const inOrder = insertions
    .map(({ at, block }) => ({ at, words: `\n\n${block}` }))
    .sort((a, b) => a.at - b.at)
  let markdown = ''
  let from = 0
  for (const { at, words } of inOrder) {
    markdown += text.slice(from, at) + words
    from = at
  }
  markdown += `${text.slice(from)}\n`
  return {
    markdown,
    wordCount: countWords(markdown),
    offsetOf: (offset) =>
      inOrder.reduce((sum, { at, words }) => (at <= offset ? sum + words.length : sum), offset),
  }
}

/** One a section, evenly over those that tell of vehicles, or where none does over what stands between the frame. */
function placeInline({ sections, speaker }: Placing, links: readonly ArticleLink[]): Insertion[] {
  const telling = sections.filter(({ section }) => tellingKinds.has(section.kind))
  const open = telling.length > 0 ? telling : sections.filter(({ section }) => !frameKinds.has(section.kind))
  const placed = links.slice(0, open.length)
  const places = spread(placed.length, open.length)
  return placed.flatMap((link, at) => {
    const place = open[places[at] ?? 0]
    return place ? [{ at: place.end, block: sayLink(link, at, speaker) }] : []
  })
}

function sayLink(link: ArticleLink, turn: number, speaker: Speaker | undefined): string {
  const words = linkMarkdown(link)
  return speaker?.say(`link.${link.intent}`, { link: refer(words) }, turn) ?? words
}

function linkMarkdown({ label, url }: Pick<ArticleLink, 'label' | 'url'>): string {
  return `[${escapeMarkdown(label)}](${linkTarget(url) ?? '/'})`
}

/** Behind the section that answers when or how to come by, else behind the last. */
function placeHours({ sections, end }: Placing, hours: ArticleElements['hours']): Insertion[] {
  const visit =
    sections.find(({ section }) => tellingKinds.has(section.kind) && section.topics.includes('contact')) ??
    sections.find(({ section }) => section.ask.some(({ topic }) => topic === 'hours'))
  return hours
    .filter(({ text }) => plainLine(text) !== '')
    .map(({ label, text }) => ({
      at: visit?.end ?? end,
      block: `**${escapeMarkdown(label.replace(/\s*:\s*$/, ''))}:** ${escapeText(text)}`,
    }))
}

/** One closes the text; in a letter it stands above the closing words. A second stands halfway in a long text. */
function placeCalls({ sections, plan, picker, end }: Placing, ctas: ArticleElements['ctas']): Insertion[] {
  const said = ctas.filter(({ text }) => plainLine(text) !== '')
  const [first, second] = picker.fork('calls').shuffle(said)
  if (!first) return []
  const call = { at: end, block: callMarkdown(first) }
  if (plan.articleType === 'emailtemplate') return [{ ...call, at: endOfLetter(sections) ?? end }]
  const half = sections.length < sectionsOfTwoCalls ? undefined : sections[Math.floor(sections.length / 2)]
  return second && half ? [{ at: half.end, block: callMarkdown(second) }, call] : [call]
}

function endOfLetter(sections: readonly ArticleSection[]): number | undefined {
  return sections.at(-1)?.section.kind === 'closing' ? sections.at(-2)?.end : undefined
}

function callMarkdown({ text, url }: ArticleElements['ctas'][number]): string {
  const isLink = url !== null && linkTarget(url) !== null
  return isLink ? linkMarkdown({ label: text, url }) : escapeText(text)
}

function placeAuthor({ end, picker }: Placing, authors: readonly string[]): Insertion[] {
  const named = authors.filter((text) => plainLine(text) !== '')
  return named.length === 0
    ? []
    : [{ at: end, block: `*${escapeMarkdown(picker.fork('author').pick(named))}*` }]
}

/** The other side of the house, under a heading of its own (in an email: none). */
function appendLinks({ article, plan, end, speaker }: Placing, links: readonly ArticleLink[]): Insertion[] {
  const [first] = links
  if (!first) return []
  const list = { at: end, block: bullets(links.map(linkMarkdown)) }
  if (!speaker) return [list]
  const group = `also.${first.intent}`
  const intro = speaker.say(group, {})
  const taken = new Set(article.headings.map(({ text }) => text.toLowerCase()))
  const heading = plan.articleType === 'emailtemplate' ? undefined : sayHeading(group, {}, plan.seed, taken)
  return [
    ...(heading ? [{ at: end, block: `## ${heading}` }] : []),
    ...(intro ? [{ at: end, block: intro }] : []),
    list,
  ]
}

function placeDisclaimers({ end }: Placing, disclaimers: readonly string[]): Insertion[] {
  const texts = new Set(disclaimers.map(escapeText).filter((text) => text !== ''))
  return [...texts].map((text, at) => ({ at: end, block: at === 0 ? `---\n\n${text}` : text }))
}
