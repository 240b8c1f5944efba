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
Could I get in under a cap? Our low is {lo}.
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
With {n} of them at hand, {new} new and {used} used, choose well.
New, {new}; used, {used}; altogether {n}.
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
New and used: {new} and {used}
We hold {n} Civics.
All {n} seat five.
{n} results match your search.
We're up to {n} Civics.
Our Civic count hit {n}.
We ended the week with {n}.
Total present: {n}
We have some, {n} to be exact.
New ones outnumber used ones, {new} to {used}.
New and used, respectively: {new} and {used}.
All but {used} of our Civics are new.
{new} of the {n} have never been titled.
{new} are waiting for their first owner.
{new} are straight off the transporter.
We list {new} Civics as new.
New-car shoppers get {new} choices.
{new} is how many are new.
Most of them ({new}) are new.
Share that is new: {new} of {n}
What is new: {new} of the {n} on our lot.
{used} came in on trade.
{used} belonged to somebody else first.
{used} have had an owner before.
{new} are new; the rest, {used}, are used.
Pre-owned cars make up the remaining {used}.
That leaves {used} used.
On the pre-owned side I've got {used}.
new, {new}; used, {used}
The used Civic counter stands at {used}.
With the certified seal: {cpo}
Veterans with a certificate: {cpo}
Certified inventory sits at {cpo}.
What share is certified? {cpo} of the {used} used.
Of the used, {cpo} have earned their certification.
Of the used {used}, {cpo} are certified.
{cpo} Civics here carry certified pre-owned status.
New models number {new}, with {used} more available used.
Ground stock {n} (N {new}, U {used}).
Prefer new? You have {new} options.
If you buy used, there are {used} to consider; if you buy new, there are {new}.
As for certified, we have {cpo}.
If you want one that nobody has owned, {new} qualify.
We have {n} new and used Civics.
The pre-owned side offers {used} Civics.`

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
{mlo} miles on the lowest, {mhi} on the highest.
The spread is {lo}–{hi}.
Bottom of the board: {lo}. Top of the board: {hi}.
The stickers climb from {lo} to {hi}.
List prices extend from {lo} to {hi}.
Lowest sticker? {lo}. Highest sticker? {hi}.
Our best-priced Civic is {lo}.
The price of entry is {lo}.
The biggest number on any tag is {hi}.
Tags: {lo} (min), {hi} (max)
By price, {lo} minimum, {hi} maximum.
{lo} → {hi}
Up to and including {hi}.
The low one is still {lo}, and the high one hasn't moved from {hi}.
The least you'd pay is {lo}; the most you'd pay is {hi}.
The least you can spend: {lo}
The low-mile one has {mlo} miles.
The best-traveled one reads {mhi}.
The odometer on the most-used one shows {mhi}.
The one that has been around the block has {mhi}.
{mlo} miles is the fewest; {mhi} the most.
Odo: {mlo} (min), {mhi} (max)
The mileage slider goes from {mlo} to {mhi}.
Mileage ranges from a nearly untouched {mlo} to a well-earned {mhi}.
Miles range between {mlo} and {mhi}.
The car with the fewest miles shows {mlo}, the one with the most shows {mhi}.
Bottom price, {lo}; top price, {hi}; fewest miles, {mlo}; most miles, {mhi}.`

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

/** True, then false in the same words. */
const said: [string, ...string[]][] = [
  ['Twenty of the thirty-one are new.', 'Twenty-two of the thirty-one are new.'],
  ['Twenty are new, eleven are not.', 'Twenty are new, fourteen are not.', 'Eleven are new, twenty are not.'],
  ['4 are certified, 7 are not.', '4 are certified, 9 are not.'],
  ['27 are not certified.', '29 are not certified.'],
  ['| Used, not certified | 7 |', '| Used, not certified | 9 |', '| Used, not certified | 4 |'],
  ['Nearly two-thirds are new.', 'Nearly three-quarters are new.', 'Nearly two-thirds are certified.'],
  ['Civics, I mean, thirty-one of them!', 'Civics, I mean, twenty of them!'],
  ['Two-thirds of them are new.', 'Three-quarters of them are new.'],
  ['Roughly two-thirds are new (20 of them).', 'Roughly two-thirds are new (22 of them).'],
  ['About two out of every three are new.', 'About two out of every five are new.'],
  ['65% of them are new.', '55% of them are new.', '65% of them are used.'],
  ['About 35% are used.', 'About 45% are used.'],
  ['| New | 20 | 65% |', '| New | 20 | 75% |'],
  ['More new ones than used.', 'More used ones than new.', 'Fewer new ones than used.'],
  ['About 30 Civics are on the lot.', 'About 40 Civics are on the lot.', 'Nearly 30 Civics are here.'],
  ['More than half are new.'],
  ['## New Civics\n\nThere are 20.', '## New Civics\n\nThere are 22.'],
  ['There are over two dozen Civics here.', 'There are over three dozen Civics here.'],
  ["You'll need at least $21,450.", "You'll need at least $22,450."],
  ["You'll never need more than $41,905.", "You'll never need more than $40,905."],
  ['Prices stay below $42,000.', 'Prices stay below $41,000.'],
  ['**Seating:** Five\n**Drivetrain:** see the page', '**Seating:** Six\n**Drivetrain:** see the page'],
  ["You won't pay more than $41,905.", "You won't pay more than $39,905."],
  [
    "You won't be shown more than $41,905, nor asked for more than $41,905.",
    "You won't be shown more than $41,905, nor asked for more than $39,905.",
  ],
  ["You won't find one below $21,450.", "You won't find one below $22,450."],
  ['No Civic on our lot has more than 68,963 miles.', 'No Civic on our lot has more than 66,963 miles.'],
  ['There are no Civics above $41,905.', 'There are no Civics above $40,905.'],
  ['Prices never exceed $41,905.', 'Prices never exceed $40,905.'],
  ['Nothing here has passed 69,000 miles.', 'Nothing here has passed 68,000 miles.'],
  ['Under 69,000 miles on every one.', 'Under 68,000 miles on every one.'],
  ['Every one of them is under $42,000.', 'Every one of them is under $41,000.'],
  ['All 31 are under $42,000.', 'All 31 are under $41,000.'],
  ['Each one is over $21,000.', 'Each one is over $22,000.'],
  ['From $21,450; not more than $41,905.', 'From $21,450; not more than $39,905.'],
  ['Prices range anywhere from $21,500 to $42,000.', 'Prices range anywhere from $23,500 to $42,000.'],
  ['Prices fall between $21,500 and $42,000.', 'Prices fall between $21,500 and $45,000.'],
  ['In round numbers, $21,500 to $42,000.', 'In round numbers, $23,500 to $42,000.'],
  ['Our range spans 21.5 to 42 thousand dollars.', 'Our range spans 21.5 to 44 thousand dollars.'],
  [
    'Prices start at twenty-one thousand, four hundred fifty dollars.',
    'Prices start at twenty-two thousand, four hundred fifty dollars.',
    'Prices start at twenty-one thousand, four hundred sixty dollars.',
  ],
  ['Prices top out around 42 grand.', 'Prices top out around 44 grand.'],
  [
    'If your budget is $30,000, prices start at $21,450.',
    'If your budget is $30,000, prices start at $22,450.',
  ],
]

describe('verify: parts, shares and bounds of stock as people write them', () => {
  for (const [line, ...others] of said)
    it(line, () => {
      const text = (words: string): string =>
        words.startsWith('|') ? `| | Units | Share |\n| --- | --- | --- |\n${words}` : words
      assert.deepEqual(bad(verify(text(line), civics)), [])
      for (const other of others) assert.notDeepEqual(bad(verify(text(other), civics)), [], other)
    })
})
