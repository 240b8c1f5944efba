import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { verify } from '#grounding/index.ts'
import { bad, crv, fact, ioniq, site } from './facts.ts'

const figures = {
  n: 31,
  new: 20,
  used: 11,
  cpo: 4,
  lo: 21_450,
  hi: 41_905,
  mlo: 218,
  mhi: 68_963,
}
type Key = keyof typeof figures

const attributes: Record<Key, string> = {
  n: 'stock_count',
  new: 'stock_new_count',
  used: 'stock_used_count',
  cpo: 'stock_certified_count',
  lo: 'stock_price_lowest',
  hi: 'stock_price_highest',
  mlo: 'stock_mileage_lowest',
  mhi: 'stock_mileage_highest',
}
const civics = [
  ...Object.entries(attributes).map(([key, attribute]) =>
    fact('stock:Honda Civic', attribute, figures[key as Key]),
  ),
  fact('stock:Honda Civic', 'stock_make', 'Honda'),
  fact('stock:Honda Civic', 'stock_model', 'Civic'),
  ...['new', 'used', 'certified'].map((value) => fact('stock:Honda Civic', 'stock_condition', value)),
  fact('stock:Honda Civic', 'stock_seats', 5),
  fact('stock:Honda Civic', 'stock_doors', 4),
  ...site,
]
/** Values that no fact has, and those of another condition or of the other end. */
const wrong: Record<Key, number[]> = {
  n: [33, 20],
  new: [22, 11, 31],
  used: [13, 20, 31],
  cpo: [6, 11],
  lo: [22_450, 41_905],
  hi: [43_905, 21_450],
  mlo: [318, 68_963],
  mhi: [58_963, 218],
}

const shown = (key: Key, value: number): string =>
  `${key === 'lo' || key === 'hi' ? '$' : ''}${value.toLocaleString('en-US')}`

/** A line with its figures, the one at `at` being `value`; a row of a table under a head. */
function written(line: string, at = -1, value = 0): { text: string; start: number; end: number } {
  let [text, start, end] = [line.startsWith('|') ? '| Civic | Figure |\n| --- | --- |\n' : '', 0, 0]
  for (const [i, part] of line.split(/[{}]/).entries()) {
    const slot = (i - 1) / 2
    const words = i % 2 === 0 ? part : shown(part as Key, slot === at ? value : figures[part as Key])
    if (i % 2 === 1 && slot === at) [start, end] = [text.length, text.length + words.length]
    text += words
  }
  return { text, start, end }
}

const keysOf = (line: string): Key[] => [...line.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as Key)

function isFlagged({ text, start, end }: ReturnType<typeof written>): boolean {
  return verify(text, civics).some(
    (claim) => claim.status !== 'supported' && claim.start < end && claim.end > start,
  )
}

const counts = `Civics on hand: {n}
| On hand | {n} |
| Units | {n} |
| Qty | {n} |
| Quantity | {n} |
| Stock | {n} |
| Inventory | {n} |
| Vehicles | {n} |
| Brand-new | {new} |
| Brand new | {new} |
| Pre-owned | {used} |
| Second-hand | {used} |
| Secondhand | {used} |
| Of which used | {used} |
| Thereof certified | {cpo} |
| Certified among the used | {cpo} |
| Of these, CPO | {cpo} |
| CPO (incl. in used) | {cpo} |
| Factory new | {new} |
| Previously owned | {used} |
| Total units | {n} |
| New units | {new} |
| Count, new | {new} |
| Units, used | {used} |
| How many | {n} |
| Number in stock | {n} |
| Stock count | {n} |
| Units on hand | {n} |
| Available now | {n} |
| Total available | {n} |
| On lot | {n} |
| In inventory | {n} |
Brand-new: {new}
Qty: {n}
Quantity on hand: {n}
Units available: {n}
of which used: {used}
Thereof certified: {cpo}
New: {new}. Used: {used}. Certified: {cpo}.
New: {new} | Used: {used} | CPO: {cpo}
Total: {n} (new: {new}, used: {used})
In stock: {n}, of which new {new}, of which used {used}, of which certified {cpo}.
In stock: {n}, thereof new {new}, thereof used {used}, thereof certified {cpo}.
{n} – Civics in stock
{new} – of them new
{used} – of them used
{cpo} – certified
{n} = total
{new} = new
{n} units / {new} N / {used} U / {cpo} CPO
{n} units · {new} new · {used} used · {cpo} CPO
CIVIC: {n} / {new} new / {used} used
{n} total: {new} new, {used} used, {cpo} certified
{n} Civics: new ({new}) or used ({used})
We have {n} (of those, {cpo} certified).
Choose from {n} Civics, new ({new}) and pre-owned ({used}).
{used} pre-owned (of those, {cpo} certified).
{used} used, {cpo} of those certified.
{used} used ({cpo} CPO)
We keep {n} Civics.
We keep {n}, {new} new and {used} used.
Civics: we keep {n}.
The population stands at {n}.
The Civic population stands at {n}.
The lineup is {n} strong.
Our Civics are {n} strong.
{n} strong, our Civic lineup has {new} new ones.
The feed shows {n} of the Civic, split {new} new to {used} used.
The list shows {n} of the Civic, split {new} new and {used} used.
The stock splits {new}/{used} new and used.
The stock splits {new} new and {used} used.
It splits into {new} new and {used} used.
That breaks down to {new} new and {used} used.
Broken down: {new} new, {used} used.
Breakdown: {new} new / {used} used / {cpo} certified
That is {new} new plus {used} used.
How many? – {n}.
How many Civics do you have? – {n}.
How many do you have? We have {n}.
How many are new? – {new}.
How many of them used? – {used}.
Any certified? Yes, {cpo}.
Any certified? {cpo}.
Are any certified? {cpo} of them.
{used} are second-hand.
{used} second-hand, {new} brand-new.
{used} previously owned, {new} never titled.
{used} pre-loved and {new} factory fresh.
{cpo} with the certified badge.
{cpo} wear the certified badge.
{cpo} come with certification.
{cpo} carry the CPO badge.
{cpo} have the certified stamp.
{cpo} have been through certification.
{cpo} earned certification.
{new} are factory-fresh.
{new} of the {n} are new.
{new} of our {n} Civics are new.
{new} out of {n} are new.
Of the {n}, {new} are new and {used} are used.
Of {n} Civics, {new} are new.
Out of {n} Civics, {used} are pre-owned.
Among the used ones, {cpo} are certified.
Of the {used} used ones, {cpo} are certified.
We currently have {n} Civics in stock.
We have {n} on the lot right now.
Right now there are {n}.
There are {n} of them.
There are {n} Civics to see.
You have {n} Civics to choose from.
{n} Civics are waiting.
{n} Civics await.
{n} Civics sit on our lot.
{n} sit on the lot.
{n} are parked here.
You'll find {n} Civics here.
You will find {n} here.
Our count today: {n}.
Today's tally: {n}.
The lot counts {n} Civics.
The lot shows {n}.
The lot currently stands at {n}.
Inventory: {n} units.
Stock level: {n}.
Current stock: {n} units ({new} new, {used} used).
Current inventory: {n}
Civic inventory: {n}
Civics in stock: {n}
Civic stock: {n} ({new} new / {used} used, {cpo} certified)
New Civics: {new}
Used Civics: {used}
Certified Civics: {cpo}
CPO Civics: {cpo}
We stock {n} Civics, {new} of them new.
We stock {n}: {new} new, {used} used, and {cpo} of the used are certified.
{n} in all, {new} new and {used} used.
{n} all told.
{n} altogether.
{n} all in.
{n} in total.
{n} ready to go.
{n} to test-drive.
{n} Civics strong.
We're sitting on {n} Civics.
We're at {n} Civics, {new} of which are new.
We're showing {n} Civics.
We've got {n}, and {cpo} are CPO.
I count {n}.
I count {n} Civics.
I see {n} in our system.
I show {n} in stock, {new} new and {used} used.
I've got {n} here, {cpo} certified.
Our system shows {n} Civics.
The system has {n}.
The tally is {n}.
The total is {n}.
The total comes to {n}.
That makes {n}.
That makes {n} in all.
That adds up to {n}.
Number of Civics: {n}
Number of new Civics: {new}
Number of used: {used}
The number of certified ones: {cpo}
New ones number {new}, used ones {used}.
New ones: {new}. Used ones: {used}.
New count {new}, used count {used}, certified count {cpo}.
{n} Civics, {new} of which are new and {used} of which are used.
{n} Civics, {new} being new and {used} being used.
{n} Civics: {new} new ones, {used} used ones.
The new side has {new}, the used side {used}.
On the new side {new}, on the used side {used}.
{new} on the new side, {used} on the used side.
{new} in the new column, {used} in the used column.
The certified ones number {cpo}.
Certification covers {cpo} of them.
CPO accounts for {cpo}.
Of the used, {cpo} are CPO.
And {cpo} of the pre-owned carry certification.
Factory-certified: {cpo}
Manufacturer-certified: {cpo}
Certified pre-owned: {cpo}
Certified Pre-Owned (CPO): {cpo}
Used, including certified: {used}
Split: {new} new / {used} used
Mix: {new} new, {used} used
Ratio: {new} new to {used} used
New/used: {new}/{used}
New / used / certified: {new} / {used} / {cpo}
N/U/C: {new}/{used}/{cpo}
New and used: {new} and {used}`

const ends = `The price ceiling is {hi}.
The floor is {lo}, the ceiling {hi}.
Prices top out at {hi}.
Prices bottom out at {lo}.
Price floor: {lo}
Price ceiling: {hi}
Price, low: {lo}
Price, high: {hi}
Lowest price: {lo}
Low: {lo}; high: {hi}
Low price: {lo}. High price: {hi}.
Min price: {lo}
Max price: {hi}
Minimum price: {lo}
Maximum price: {hi}
| Price (min) | {lo} |
| Price (max) | {hi} |
| Price from | {lo} |
| Price to | {hi} |
| Entry price | {lo} |
| Top price | {hi} |
| Starting at | {lo} |
| Up to | {hi} |
| Price range | {lo} – {hi} |
| Price range | {lo} to {hi} |
| Mileage range | {mlo} to {mhi} miles |
| Miles, low | {mlo} |
| Miles, high | {mhi} |
| Most miles | {mhi} |
The bottom of the ladder is {lo}, the top {hi}.
At the bottom of the ladder: {lo}.
At the top of the ladder: {hi}.
The cheapest sticker reads {lo}.
The cheapest asks {lo}, the priciest {hi}.
The cheapest is {lo} and the priciest is {hi}.
The priciest is {hi}.
The most expensive one is {hi}.
The least expensive one is {lo}.
The most affordable one is {lo}.
The dearest is {hi}.
The fewest miles on any of them is {mlo}.
Fewest miles: {mlo}
The high-miler shows {mhi}.
The high-miler has {mhi} miles.
The low-miler has {mlo} miles.
The lowest-mileage one has {mlo} miles, the highest-mileage one {mhi}.
Odometers run from {mlo} to {mhi} miles.
Odometers read between {mlo} and {mhi}.
Mileage tops out at {mhi}.
Mileage begins at {mlo} and ends at {mhi}.
The odometers start at {mlo} and stop at {mhi}.
Prices run {lo} to {hi}.
Prices span {lo}–{hi}.
Prices range between {lo} and {hi}.
Prices start at {lo} and end at {hi}.
Prices start at {lo} and climb to {hi}.
Prices begin at {lo} and reach {hi}.
Stickers go from {lo} up to {hi}.
Tags from {lo} to {hi}.
From {lo}, up to {hi}.
No Civic costs less than {lo}.
{lo} buys the cheapest, {hi} the priciest.
{lo} gets you in; {hi} is the top.
{lo} is the lowest price, {hi} the highest.
Low end {lo}, high end {hi}.
On the low end: {lo}. On the high end: {hi}.
At the low end {lo}, at the high end {hi}.
You'll pay {lo} at the least and {hi} at the most.
{lo} at the bottom, {hi} at the top.
The least driven has {mlo} miles.
The most driven has {mhi} miles.
The least-traveled has {mlo} miles, the most-traveled {mhi}.
{mlo} miles on the lowest, {mhi} on the highest.`

const lines = (text: string): string[] => text.split('\n')

for (const [name, text] of [
  ['counts', counts],
  ['ends', ends],
] as const)
  describe(`verify: ${name} of stock as people write them`, () => {
    for (const line of lines(text))
      it(line, () => {
        assert.deepEqual(bad(verify(written(line).text, civics)), [])
        for (const [at, key] of keysOf(line).entries())
          for (const value of wrong[key])
            assert.ok(isFlagged(written(line, at, value)), written(line, at, value).text)
      })
  })

describe('verify: counts of stock where no fact counts any', () => {
  for (const line of lines(counts))
    it(line, () => {
      for (const facts of [crv, ioniq, site]) {
        const { text } = written(line)
        assert.notDeepEqual(bad(verify(text, facts)), [], text)
      }
    })
})
