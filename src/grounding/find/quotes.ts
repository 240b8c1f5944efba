// Words in quotation marks are somebody's: a claim that somebody said them, which only a fact with the same words carries.

import type { Fact } from '#facts/index.ts'
import { type Verdict, verdict } from '../hold/verdict.ts'
import { type Token, tokenAt } from '../text/tokens.ts'

/** Fewer words between marks are a name or a term. */
const wordsMin = 4

export type Quote = { from: number; to: number; start: number; end: number; verdict: Verdict }

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
    if (last === first || (whole && last - first < wordsMin)) continue
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
