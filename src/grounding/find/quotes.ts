// Words in quotation marks are somebody's: a claim that somebody said them, which only a fact with the same words carries.
// Not so questions and requests, words that the reader is to say or type, and words that are only named.

import type { Fact } from '#facts/index.ts'
import { type Verdict, verdict } from '../hold/verdict.ts'
import { type Token, tokenAt } from '../text/tokens.ts'

/** Fewer words between marks are a name or a term. */
const wordsMin = 4

/** `verdict` is null of words that are named and not said ("the word “sunroof”"). */
export type Quote = { from: number; to: number; start: number; end: number; verdict: Verdict | null }

const opens = (text: string, at: number): boolean =>
  text[at] === '“' ||
  (text[at] === '"' && !/\d/.test(text[at - 1] ?? ' ') && /[\s([{*_>]/.test(text[at - 1] ?? ' '))
const closes = (text: string, at: number): boolean =>
  text[at] === '”' || (text[at] === '"' && !/[\s(]/.test(text[at - 1] ?? ' '))

type Span = { start: number; end: number; whole: boolean }

/** Spans from an opening mark to its closing one, or to the sentence's edge where its partner is in another sentence. */
function spansOf(text: string, from: number, to: number): Span[] {
  const spans: Span[] = []
  let open = -1
  let seen = false
  for (let i = from; i < to; i++) {
    if (text[i] !== '"' && text[i] !== '“' && text[i] !== '”') continue
    if (open < 0 && opens(text, i)) open = i
    else if (open >= 0 && closes(text, i)) {
      spans.push({ start: open, end: i + 1, whole: true })
      open = -1
    } else if (open < 0 && text[i] === '”' && !seen) spans.push({ start: from, end: i + 1, whole: false })
    seen = true
  }
  if (open >= 0) spans.push({ start: open, end: to, whole: false })
  return spans
}

/** Before a quote: "Type", "You might ask", "If your search bar says", "when someone says". */
const leadsToOwn = new RegExp(
  [
    String.raw`(?:^|[.!?:\n]\s*|\b(?:you|you['’]ll|you['’]d|can|could|should|may|might|please|just|simply|and|or|then|(?:how|sure|free|able|want|need|remember|like) to)\s+)(?:read|say|ask|type|search|enter|copy|paste|text|write|mention|reply|comment|google|tell \w+)`,
    String.raw`\byour (?:search|message|note|script|opening|subject|query|text|e-?mail)`,
    String.raw`\b(?:saying goes|as they say|proverb|motto|known as|meaning|stands for|(?:call|think of|read|treat) (?:it|this|that|them)(?: as)?)`,
    String.raw`\b(?:if|when|whenever|until|before|once) (?:you|anyone|someone|somebody|anybody|they|he|she|people)(?: \w+)? (?:says?|asks?|hears?|tells?|reads?|mentions?|said)`,
  ]
    .map((one) => String.raw`${one}\b[^.!?"“”\n]{0,40}(?::\s*)?$`)
    .concat(
      String.raw`\b(?:called|titled|headed|marked|labell?ed|click|tap|press|choose|select|button|link)(?: on)?(?: (?:the|our))?:? $`,
    )
    .join('|'),
  'i',
)
const leadsToName =
  /\b(?:words?|terms?|phrases?|letters?|names?|labels?|abbreviations?|acronyms?) $|\b(?:sort|filter|search)(?:ed|ing)?\b[^.?!"“]{0,40} by $|(?:^|[.;\n]\s*)under $/i
const requests =
  /^(?:(?:just|please|ok|okay|so|but|and|now|yes|no)[, ]+)*(?:(?:say|tell|show|explain|remind)\b|(?:give|send|get|help|walk|let) (?:me|us)\b)/i
/** "“I can't decide between the two.”" as a heading has it */
const puzzled =
  /^i (?:(?:can['’]t|cannot) (?:decide|choose|tell)|don['’]t know|am (?:not sure|torn|looking|shopping)|want|need)\b|^i['’]m (?:not sure|torn|looking|shopping)\b/i
const leadMax = 90
/** How far the end of a quote is looked for that is asked in several sentences. */
const questionMax = 400

/** "“Our oldest gets a license in spring. Which one?”": asked, whatever leads up to the question. */
function isAskedQuote(text: string, start: number, end: number): boolean {
  if (/\?["”]$/.test(text.slice(start, end))) return true
  const rest = text.slice(start + 1, start + questionMax)
  const close = rest.search(/["”]|\n\s*\n/)
  return close > 0 && /["”]/.test(rest[close]!) && rest[close - 1] === '?'
}

/** Behind a quote: the words are the reader's. */
const ofReader = /^ you (?:wrote|asked|said|say|ask|write|told (?:us|me)|mentioned|put it|were asking)\b/

/** Whether nobody is said to have said the words. */
const isOwn = (text: string, start: number, end: number, lead: string): boolean =>
  ofReader.test(text.slice(end, end + 24)) ||
  leadsToOwn.test(lead) ||
  requests.test(text.slice(start + 1, end)) ||
  puzzled.test(text.slice(start + 1, end)) ||
  isAskedQuote(text, start, end)

const script = /^[\W_]*(?:[\w-]+ ){0,2}(?:script|voice-?over|radio(?: spot)?|video)\s*(?:[:–—-]|$)/i
const spokenBy = /^[\s,]*(?:says?|said|explains?|adds?|[–—-]{1,2} ?\p{Lu})/u

/** Of a text that calls itself a script in its first line the lines in marks are its speaker's: they are read like any other. */
const isSpoken = (text: string, start: number, end: number): boolean =>
  /(?:^|\n)[\s*_>-]*$/.test(text.slice(Math.max(0, start - 9), start)) &&
  !spokenBy.test(text.slice(end, end + 20)) &&
  script.test(firstLineOf(text))

const markedLine = /^[\s*_>-]*["“]/
/** Lines of a conversation, at most. */
const repliesMax = 20

/** A line in marks below one that asks, with lines in marks alone between: nobody is said to have said it. */
function isReply(text: string, start: number, end: number): boolean {
  if (spokenBy.test(text.slice(end, end + 20))) return false
  if (isConversation(text, start)) return true
  let at = text.lastIndexOf('\n', start - 1)
  if (!markedLine.test(text.slice(at + 1, start + 1))) return false
  for (let lines = 0; at > 0 && lines < repliesMax; lines++) {
    const above = text.lastIndexOf('\n', at - 1)
    const line = text.slice(above + 1, at).trimEnd()
    if (line !== '' && !markedLine.test(line)) return false
    if (/\?[*_]{0,2}["”][*_]{0,2}$/.test(line)) return true
    at = above
  }
  return false
}

/** Characters of a paragraph in which two talk, at most. */
const conversationMax = 600

/** "“Is it gray?” “Gray, with a black cabin.”": a paragraph of words in marks alone, one of which asks. */
function isConversation(text: string, at: number): boolean {
  const from = text.lastIndexOf('\n', at) + 1
  const end = text.indexOf('\n', at)
  const line = text.slice(from, end < 0 ? text.length : end)
  if (line.length > conversationMax || !/\?["”]/.test(line)) return false
  return !/\p{L}/u.test(line.replace(/["“][^"“”]*["”]/g, ''))
}

function firstLineOf(text: string): string {
  const end = text.indexOf('\n')
  return end < 0 ? '' : text.slice(0, end)
}

/** Quotations of text[place], with the fact that has the same words. */
export function quotesOf(
  text: string,
  tokens: readonly Token[],
  place: { from: number; to: number },
  from: number,
  to: number,
  facts: readonly Fact[],
): Quote[] {
  const quotes: Quote[] = []
  for (const { start, end, whole } of spansOf(text, place.from, place.to)) {
    const first = Math.max(from, tokenAt(tokens, start))
    const last = Math.min(to, tokenAt(tokens, end))
    if (last === first) continue
    const lead = text.slice(Math.max(0, start - leadMax), start)
    if (whole && leadsToName.test(lead)) {
      quotes.push({ from: first, to: last, start, end, verdict: null })
      continue
    }
    if (
      (whole && last - first < wordsMin) ||
      isOwn(text, start, end, lead) ||
      isSpoken(text, start, end) ||
      isReply(text, start, end)
    )
      continue
    const words = text
      .slice(start, end)
      .replace(/["“”]/g, '')
      .trim()
      .replace(/[.,!]+$/, '')
      .toLowerCase()
    const carriers =
      last - first < wordsMin ? [] : facts.filter((fact) => String(fact.value).toLowerCase().includes(words))
    quotes.push({ from: first, to: last, start, end, verdict: verdict('assertion', carriers) })
  }
  return quotes
}
