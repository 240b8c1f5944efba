// What stands around the topics: the opening, the questions for the staff, the close.

import type { Fact } from '#facts/index.ts'
import { joinList } from '../../phrase/index.ts'
import { featuredFirst, weightOf } from '../featured.ts'
import type { Ledger, StockGroup } from '../ledger.ts'
import { bullets, escapeMarkdown } from '../markdown.ts'
import { getTopic } from '../plan/topics.ts'
import { sayEvent } from './compose-event.ts'
import type { Composition } from './composition.ts'
import { weave } from './paragraphs.ts'
import { ends } from './part-values.ts'
import type { Slots } from './sentence.ts'
import { claim, countSlots, nameSlots, refer, siteSlots, sourceSlots, sourcesSlot } from './slots.ts'

const scopeMax = 5

/** An email's subject line: plain words, no markup. */
export function composeSubject({ ledger, context, speaker }: Composition): string {
  const group = ledger.groups.find(({ stock }) => stock.has('stock_count'))
  const slots = { ...siteSlots(ledger.site), ...nameSlots(group, context.keyword) }
  const isAny = group?.stock.get('stock_count')?.[0]?.fact.value !== 0
  const count = group && isAny ? countSlots(group).count : undefined
  const counted = speaker.say('subject.many', { ...slots, theLabel: slots.Label, count })
  const subject =
    counted ?? speaker.say('subject.plain', { ...slots, theLabel: slots.Label }) ?? context.title
  return escapeMarkdown(subject.replace(/\.$/, ''))
}

/** An event, what is in stock and for how much, what follows, where the figures come from, where the dealership is. */
export function composeLead({ section, context, ledger, speaker }: Composition): string {
  const site = siteSlots(ledger.site)
  const event = sayEvent(ledger.event, site, { context, speaker })
  const said = ledger.groups.map((group) => ({ group, text: sayStock(group, site, speaker.say) }))
  const stock = featuredFirst(said, context.featured, ({ group }) => group.subject).flatMap(
    ({ text }) => text,
  )
  const say = (group: string, slots: Slots) => speaker.say(group, slots)
  const scope = scopeSlot(section.topics)
  const about = [
    ...(stock.length > 0 || event.length > 0 ? stock : [say('lead.empty', {})]),
    context.articleType !== 'emailtemplate' && stock.length > 0 ? say('lead.scope', { scope }) : undefined,
  ]
  const isStocked = hasStock(context.facts)
  const place = say(isStocked ? 'lead.place' : 'lead.contact', site)
  const facts = context.facts.filter(({ subject }) => !subject.startsWith('site:'))
  const origin = isStocked ? say('lead.source', { sources: sourcesSlot(facts) }) : undefined
  const paragraph = (sentences: readonly (string | undefined)[]) =>
    weave(
      sentences.filter((sentence) => sentence !== undefined),
      speaker.picker,
    ).join(' ')
  if (context.articleType === 'emailtemplate') {
    const topic = nameSlots(ledger.groups[0], escapeMarkdown(context.keyword))
    const intro = paragraph([say('lead.emailintro', topic), ...about])
    return [say('lead.email', {})?.replace(/\.$/, ''), intro].filter(Boolean).join('\n\n')
  }
  const first = sayFeatured('featured.lead', { context, ledger, speaker })
  return [event, [first, ...about], [origin, place]].map(paragraph).filter(Boolean).join('\n\n')
}

/** A sentence on the stock that leads, where its weight is enough for one. */
function sayFeatured(
  group: string,
  { context, ledger, speaker }: Omit<Composition, 'section'>,
): string | undefined {
  const { featured } = context
  const stock = ledger.groups.find(({ subject }) => subject !== null && subject === featured?.subject)
  if (!stock?.label || !weightOf(featured).framed) return undefined
  return speaker.say(group, { ...siteSlots(ledger.site), ...nameSlots(stock) })
}

function sayStock(
  group: StockGroup,
  site: Slots,
  say: (group: string, slots: Slots) => string | undefined,
): string[] {
  const counted = group.stock.get('stock_count')?.[0]
  if (!counted) return []
  const prices = ends([
    ...(group.stock.get('stock_price_lowest') ?? []),
    ...(group.stock.get('stock_price_highest') ?? []),
  ])
  const [low, high] = prices.map((said) => claim(said))
  const slots = {
    ...site,
    ...nameSlots(group),
    ...sourceSlots([counted.fact]),
    ...countSlots(group),
    low,
    high,
  }
  const count = counted.fact.value
  const form = count === 0 ? 'none' : leadForm(count === 1, prices.length)
  const sentence = say(count === 0 ? 'lead.none' : `lead.stock.${form}`, slots)
  return sentence === undefined ? [] : [sentence]
}

function leadForm(isOne: boolean, prices: number): string {
  if (prices === 0) return isOne ? 'countone' : 'count'
  if (isOne) return 'one'
  return prices === 1 ? 'same' : 'many'
}

function scopeSlot(topics: readonly string[]) {
  const names = [...new Set(topics.map((id) => getTopic(id).name))]
  return names.length > 1 ? refer(joinList(names.slice(0, scopeMax))) : undefined
}

/** The questions without a fact, by topic, each topic with a word of advice; then how to reach the staff. */
export function composeAsk({ section, ledger, speaker }: Composition): string {
  const count = section.ask.reduce((sum, { questions }) => sum + questions.length, 0)
  const intro = speaker.say(count === 1 ? 'ask.one' : 'ask.intro', {})
  const topics = section.ask.map(({ name, topic, questions }) => {
    const advice = speaker.advise(topic)
    const lines = bullets(questions.map(({ question }) => escapeMarkdown(question)))
    return `**${name}.** ${advice}\n\n${lines}`
  })
  return [intro, ...topics, sayContact(ledger, speaker.say)].filter(Boolean).join('\n\n')
}

function sayContact(
  ledger: Ledger,
  say: (group: string, slots: Slots) => string | undefined,
): string | undefined {
  return say('ask.contact', siteSlots(ledger.site)) ?? say('ask.nocontact', {})
}

/** The next step and a reminder to confirm; of an event whether its times hold; in an email the signature. */
export function composeClosing({ context, ledger, speaker }: Composition): string {
  const slots = siteSlots(ledger.site)
  const isStocked = hasStock(context.facts)
  if (context.facts.some(({ subject }) => subject.startsWith('event:')))
    return speaker.say('event.closing', slots) ?? speaker.say('event.noclosing', {}) ?? ''
  const step = isStocked
    ? (speaker.say('closing.step', slots) ?? speaker.say('closing.nostep', {}))
    : (speaker.say('closing.contact', slots) ?? speaker.say('closing.nocontact', {}))
  if (context.articleType === 'emailtemplate') {
    return [step, speaker.say('closing.email', slots)?.replace(/\.$/, '')].filter(Boolean).join('\n\n')
  }
  const check = isStocked ? speaker.say('closing.check', {}) : undefined
  return [sayFeatured('featured.closing', { context, ledger, speaker }), step, check]
    .filter(Boolean)
    .join(' ')
}

/** True when there is a vehicle to see. */
function hasStock(facts: readonly Fact[]): boolean {
  return facts.some(
    ({ subject, attribute, value }) =>
      subject.startsWith('vehicle:') || (attribute === 'stock_count' && value !== 0),
  )
}
