// Takes out of a text what no fact carries: the smallest sentence, list item or table row that holds such a claim, and
// what makes no sense without it: a heading with nothing left under it, a lead-in without its list, items nested under a
// removed item. What remains is well-formed Markdown. A cut can change whom words further down speak of, so that who cuts
// looks again (hold-to-facts.ts).

import type { Claim } from './claim.ts'
import { isNameHeading } from './find/name-heading.ts'
import { type Block, blocksOf } from './text/blocks.ts'
import { endsSentence, sentencesOf } from './text/sentences.ts'

export type Cut = {
  text: string
  removed: Claim[]
  /** Where a place of the text is in what is left; of a place that was cut, where it was. */
  offsetOf(offset: number): number
}

/** Where sentences of text[from..to) end, and whether words end as one does. */
export type Sentences = {
  sentencesOf(text: string, from: number, to: number): { start: number; end: number }[]
  endsSentence(words: string): boolean
}

type Piece = { block: Block; sentences: { start: number; end: number }[]; gone: boolean[] }

const isGone = (piece: Piece): boolean => piece.gone.every(Boolean)

function piecesOf(text: string, { sentencesOf }: Sentences): Piece[] {
  return blocksOf(text).map((block) => {
    const whole = block.kind !== 'paragraph' && block.kind !== 'item'
    const found = whole ? [] : sentencesOf(text, block.from, block.to)
    const sentences = found.length > 0 ? found : [{ start: block.start, end: block.end }]
    return { block, sentences, gone: sentences.map(() => false) }
  })
}

const countGone = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, piece) => sum + piece.gone.filter(Boolean).length, 0)

function removeWhole(piece: Piece): void {
  piece.gone.fill(true)
}

/** Marks the units that a span touches. Pieces and their sentences are in order, so a bisection finds the first. */
function mark(pieces: readonly Piece[], start: number, end: number): void {
  let low = 0
  let high = pieces.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (pieces[middle]!.block.end <= start) low = middle + 1
    else high = middle
  }
  for (let i = low; i < pieces.length && pieces[i]!.block.start < end; i++) {
    const { sentences, gone } = pieces[i]!
    for (let j = 0; j < sentences.length; j++)
      if (sentences[j]!.start < end && sentences[j]!.end > start) gone[j] = true
  }
}

const nested = (piece: Piece, under: Piece): boolean =>
  piece.block.kind === 'item' && piece.block.level > under.block.level

/** What is left of an item must still read as a sentence: else it would read as a piece of equipment. */
function removeStumps(text: string, pieces: readonly Piece[], { endsSentence }: Sentences): void {
  for (const piece of pieces) {
    if (piece.block.kind !== 'item' || !piece.gone.some(Boolean)) continue
    const last = piece.gone.lastIndexOf(false)
    if (last >= 0 && !endsSentence(text.slice(piece.sentences[last]!.start, piece.sentences[last]!.end)))
      removeWhole(piece)
  }
}

/** Items under a removed item, tables without head or rows. */
function removeDependents(pieces: readonly Piece[]): void {
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!
    const { kind, group } = piece.block
    if (kind === 'item' && isGone(piece))
      for (let j = i + 1; j < pieces.length && nested(pieces[j]!, piece); j++) removeWhole(pieces[j]!)
    if (kind !== 'head') continue
    let last = i
    while (pieces[last + 1]?.block.group === group && pieces[last + 1]!.block.kind === 'row') last++
    const rows = pieces.slice(i + 1, last + 1)
    if (isGone(piece)) rows.forEach(removeWhole)
    else if (rows.length > 0 && rows.every(isGone)) removeWhole(piece)
    i = last
  }
}

/** "It comes with:" goes when all that it led to is gone. */
function removeLeadIns(text: string, pieces: readonly Piece[]): void {
  for (let i = pieces.length - 2; i >= 0; i--) {
    const piece = pieces[i]!
    const last = piece.sentences.length - 1
    if (piece.block.kind !== 'paragraph' || piece.gone[last] || text[piece.block.to - 1] !== ':') continue
    const { group, kind } = pieces[i + 1]!.block
    if (kind !== 'item' && kind !== 'head') continue
    let all = true
    for (let j = i + 1; j < pieces.length && pieces[j]!.block.group === group; j++) all &&= isGone(pieces[j]!)
    if (all) piece.gone[last] = true
  }
}

const ofVehicle = (claim: Claim): boolean => claim.kind !== 'contact' && claim.kind !== 'count'

/**
 * A heading that names a vehicle says whose facts the words below are. When such a heading is cut, words below must not
 * pass to the vehicle of the heading before it: they go too.
 */
function removeOrphans(text: string, pieces: readonly Piece[], claims: readonly Claim[]): void {
  const before: { level: number; by: Piece | undefined }[] = []
  const after: { level: number; by: Piece | undefined }[] = []
  let next = 0
  for (const piece of pieces) {
    const own: Claim[] = []
    while (next < claims.length && claims[next]!.start < piece.block.end) own.push(claims[next++]!)
    if (piece.block.kind === 'heading') {
      const by = isNameHeading(text, piece.block.from, piece.block.to, own) ? piece : undefined
      for (const stack of isGone(piece) ? [before] : [before, after]) {
        while ((stack.at(-1)?.level ?? 0) >= piece.block.level) stack.pop()
        stack.push({ level: piece.block.level, by: by ?? stack.at(-1)?.by })
      }
    } else if (after.at(-1)?.by && after.at(-1)?.by !== before.at(-1)?.by)
      for (const claim of own) if (ofVehicle(claim)) mark([piece], claim.start, claim.end)
  }
}

const namingKinds: ReadonlySet<string> = new Set(['model', 'trim', 'identifier'])
const names = (claim: Claim): boolean => namingKinds.has(claim.kind)

/** Whether two claims of the same kind name what has no fact in common. */
function namesSeveral(claims: readonly Claim[]): boolean {
  return [...namingKinds].some((kind) => {
    const of = claims.filter((claim) => claim.kind === kind && claim.status === 'supported')
    return of.some((claim) => !claim.factIds.some((id) => of[0]!.factIds.includes(id)))
  })
}

/** A sentence without a name speaks of the vehicle that one before it in the paragraph named: without that one it goes too. */
function removeNameless(text: string, pieces: readonly Piece[], claims: readonly Claim[]): void {
  if (!namesSeveral(claims)) return
  let next = 0
  let hasLead = false
  let isLeadLost = false
  for (const piece of pieces) {
    let isLost = false
    // a heading that is cut no longer parts what follows from the name before it
    if (piece.block.kind === 'heading') {
      isLeadLost = isGone(piece) && (hasLead || isLeadLost)
      hasLead &&= isGone(piece)
    }
    for (const [i, { end }] of piece.sentences.entries()) {
      const own: Claim[] = []
      while (next < claims.length && claims[next]!.start < end) own.push(claims[next++]!)
      const isProse = piece.block.kind === 'paragraph'
      if (isProse && own.some(names)) {
        isLost = piece.gone[i]!
        const leads = piece.sentences.length === 1 || /:\s*$/.test(text.slice(Math.max(0, end - 9), end))
        if (leads) isLeadLost = isLost
        hasLead ||= leads && !isLost
      } else if ((isLeadLost || (isProse && isLost)) && own.some(ofVehicle)) piece.gone[i] = true
    }
  }
}

/** Headings whose whole section is gone, deepest first. */
function removeEmptySections(pieces: readonly Piece[]): void {
  for (let i = pieces.length - 1; i >= 0; i--) {
    const heading = pieces[i]!
    if (heading.block.kind !== 'heading' || isGone(heading)) continue
    let any = false
    let left = false
    for (let j = i + 1; j < pieces.length; j++) {
      const { kind, level } = pieces[j]!.block
      if (kind === 'heading' && level <= heading.block.level) break
      if (kind === 'rule') continue
      any = true
      left ||= !isGone(pieces[j]!)
    }
    if (any && !left) removeWhole(heading)
  }
}

/** A stretch of the old text and where it begins in the new one. */
type Kept = { from: number; to: number; at: number }

type Draft = { text: string; kept: Kept[] }

function keep(draft: Draft, source: string, from: number, to: number): void {
  draft.kept.push({ from, to, at: draft.text.length })
  draft.text += source.slice(from, to)
}

function keepWords(draft: Draft, source: string, { block, sentences, gone }: Piece): void {
  const isWhole = !gone.some(Boolean)
  keep(draft, source, block.start, isWhole ? block.end : sentences[0]!.start)
  if (isWhole) return
  const last = gone.lastIndexOf(false)
  for (const [i, { start, end }] of sentences.entries()) {
    if (gone[i]) continue
    const words = i < last ? source.slice(start, end) : source.slice(start, end).replace(/[\s>]+$/, '')
    keep(draft, source, start, start + words.length)
  }
  keep(draft, source, block.to, block.end)
}

const blank = (text: string): boolean => /\n[ \t]*\r?\n$/.test(text) || text.trim() === ''

function assemble(source: string, pieces: readonly Piece[]): Draft {
  const draft: Draft = { text: '', kept: [] }
  let from = 0
  let parted = false
  let group = 0
  for (const piece of pieces) {
    const between = source.slice(from, piece.block.start)
    const start = from
    from = piece.block.end
    if (isGone(piece)) {
      parted = true
      if (between !== '' && !blank(draft.text)) keep(draft, source, start, piece.block.start)
      continue
    }
    if (!(between !== '' && parted && blank(draft.text))) keep(draft, source, start, piece.block.start)
    // blocks that were apart stay apart; items of one list and rows of one table stay together
    const same = piece.block.group !== 0 && piece.block.group === group
    if (parted && !same && draft.text !== '' && !blank(draft.text))
      draft.text += draft.text.endsWith('\n') ? '\n' : '\n\n'
    parted = false
    group = piece.block.group
    keepWords(draft, source, piece)
  }
  keep(draft, source, from, source.length)
  return draft
}

function offsetIn({ kept }: Draft, lead: number, offset: number): number {
  const stretch = kept.findLast(({ from }) => from <= offset)
  if (!stretch) return 0
  return Math.max(0, stretch.at + Math.min(offset, stretch.to) - stretch.from - lead)
}

/**
 * Removes what carries a claim that is not supported.
 * @param claims what `verify` found in this very text
 * @param sentences how the text's language parts them; English by default
 * @returns the remaining text, the claims for which something was removed, and where what is left now stands
 */
export function cutUnsupported(
  text: string,
  claims: readonly Claim[],
  sentences: Sentences = { sentencesOf, endsSentence },
): Cut {
  const removed = claims.filter((claim) => claim.status !== 'supported')
  if (removed.length === 0) return { text, removed, offsetOf: (offset) => offset }
  const pieces = piecesOf(text, sentences)
  for (const claim of removed) mark(pieces, claim.start, claim.end)
  // each removal can take the ground from under another: an emptied section, words that lose their heading
  for (let before = -1, now = countGone(pieces); now !== before; before = now, now = countGone(pieces)) {
    removeStumps(text, pieces, sentences)
    removeDependents(pieces)
    removeLeadIns(text, pieces)
    removeEmptySections(pieces)
    removeOrphans(text, pieces, claims)
    removeNameless(text, pieces, claims)
  }
  if (pieces.every((piece) => isGone(piece) || piece.block.kind === 'rule'))
    return { text: '', removed, offsetOf: () => 0 }
  const draft = assemble(text, pieces)
  const lead = /^\s*\n/.exec(draft.text)?.[0].length ?? 0
  return {
    text: draft.text.slice(lead),
    removed,
    offsetOf: (offset) => offsetIn(draft, lead, offset),
  }
}
