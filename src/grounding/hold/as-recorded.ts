// Words that mean one thing or another by what is on record: a sticker is the maker's where there is an MSRP, and else the
// dealer's; "eight in all" counts a stock where there is one, and else those that ride.

import { type Context, type Target, targets } from '../about/targets.ts'
import type { Figure } from '../find/figures.ts'
import type { PreparedFacts } from './prepared-facts.ts'
import type { Scope } from './verdict.ts'

const seatsTarget = targets.find(({ target }) => target === 'seats')!
const priceTarget = targets.find(({ target }) => target === 'price')!

const ofMaker = /^(?:msrp|maker|factory|original|originally|list|new)$/

/** "The sticker says $24,280" of a vehicle without an MSRP on record. */
function isOfDealer(p: PreparedFacts, c: Context, { from, to }: Figure, scope: Scope): boolean {
  if ((p.byAttribute.get('msrp') ?? []).some(scope)) return false
  const stems = c.tokens.slice(Math.max(c.from, from - 7), Math.min(c.to, to + 4)).map(({ stem }) => stem)
  return (
    stems.some((stem) => /^(?:sticker(?:ed)?|retail)$/.test(stem)) &&
    !stems.some((stem) => ofMaker.test(stem))
  )
}

const room = /^(?:space|place|room|cabin|chair|belt|head|body|people|person|rider|passenger|count)$/

/** "Same cabin, space for eight in all", where no stock is on record. */
const isOfPeople = (p: PreparedFacts, c: Context, { from, to }: Figure): boolean =>
  !p.byAttribute.has('stock_count') &&
  to + 1 < c.to &&
  c.tokens[to]!.word === 'in' &&
  c.tokens[to + 1]!.word === 'all' &&
  c.tokens.slice(Math.max(c.from, from - 4), from).some(({ stem }) => room.test(stem))

/** What a figure is about, where its words leave that to the record. */
export function asRecorded(
  p: PreparedFacts,
  c: Context,
  figure: Figure,
  target: Target,
  scope: Scope,
): Target {
  if (target.target === 'count' && isOfPeople(p, c, figure)) return seatsTarget
  if (target.target === 'msrp' && isOfDealer(p, c, figure, scope)) return priceTarget
  return target
}
