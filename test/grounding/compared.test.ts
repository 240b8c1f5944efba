// Texts that compare two vehicles, or the trims of a model: each is held with the values of its own, and never with a
// value of neither or with those of the two exchanged.

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact, FactValue } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { bad, fact } from './facts.ts'

/** Short for the attributes, so that a text is read as it stands. */
const attributes = {
  p: 'price',
  m: 'msrp',
  mi: 'mileage',
  s: 'seats',
  ci: 'city_mpg',
  hw: 'highway_mpg',
  co: 'combined_mpg',
  hp: 'horsepower',
  tq: 'torque',
  cg: 'cargo_volume',
  tw: 'towing_capacity',
  x: 'exterior_color',
  t: 'transmission',
  d: 'drivetrain',
  f: 'feature',
} as const
type Key = keyof typeof attributes
type Values = Partial<Record<Key, FactValue>>

const values: Record<string, Values> = {
  // the RAV4
  r: {
    ...{ p: 33_450, m: 34_900, mi: 8214, s: 5, ci: 27, hw: 35, co: 30, hp: 203, tq: 184, cg: 37.6, tw: 3500 },
    ...{ x: 'Red', t: '8-Speed Automatic', d: 'AWD', f: 'Power Liftgate' },
  },
  // the Pilot
  a: {
    ...{
      p: 41_200,
      m: 46_340,
      mi: 15_930,
      s: 8,
      ci: 19,
      hw: 26,
      co: 22,
      hp: 285,
      tq: 262,
      cg: 22.4,
      tw: 5000,
    },
    ...{ x: 'Blue', t: '10-Speed Automatic', d: 'FWD', f: 'Leather Seats' },
  },
  // the CR-V as LX, EX and EX-L
  l: { m: 31_000, ci: 28, hw: 34, hp: 190, f: 'Heated Front Seats' },
  e: { m: 33_500, ci: 27, hw: 32, hp: 191, f: 'Power Liftgate' },
  x: { m: 36_000, ci: 43, hw: 36, hp: 204, f: 'Leather Seats' },
}
/** What neither of the two has. */
const wrong: Record<Key, FactValue> = {
  ...{ p: 35_970, m: 38_110, mi: 12_477, s: 6, ci: 23, hw: 31, co: 25, hp: 248, tq: 221, cg: 30.3, tw: 4400 },
  ...{ x: 'Green', t: 'CVT', d: 'RWD', f: 'Power Moonroof' },
}

const factsOf = (subject: string, rows: Record<string, FactValue>, own: Values): Fact[] => [
  ...Object.entries(rows).map(([attribute, value]) => fact(subject, attribute, value)),
  ...Object.entries(own).map(([key, value]) => fact(subject, attributes[key as Key], value)),
]
const used = { doors: 4, body_style: 'SUV', condition: 'used' }
const two = [
  ...factsOf('vehicle:1', { year: 2025, make: 'Toyota', model: 'RAV4', trim: 'XLE', ...used }, values.r!),
  ...factsOf('vehicle:2', { year: 2024, make: 'Honda', model: 'Pilot', trim: 'EX-L', ...used }, values.a!),
]
const trims = Object.entries({ LX: 'l', EX: 'e', 'EX-L': 'x' }).flatMap(([trim, who]) =>
  factsOf(`model:2026 Honda CR-V ${trim}`, { year: 2026, make: 'Honda', model: 'CR-V', trim }, values[who]!),
)

/** `{rp}` is the RAV4's price, `{rp#}` the same without a sign, `{rp##}` digits alone, `{rs=five}` in the text's words. */
const slot = /\{([ralex])([a-z]{1,2})(#{0,2}|=[^}]*)\}/g
const spelled: Record<string, string> = { 5: 'five', 6: 'six', 8: 'eight' }

function shown(key: Key, value: FactValue, own: FactValue, how: string): string {
  if (how.startsWith('='))
    return value === own ? how.slice(1) : (spelled[String(value)] ?? String(value).toLowerCase())
  if (typeof value !== 'number' || how === '##') return String(value)
  return `${(key === 'p' || key === 'm') && how === '' ? '$' : ''}${value.toLocaleString('en-US')}`
}

/** A text with its values, those of `key` as `say` has them. */
function written(text: string, say: (who: string, key: Key, at: number) => FactValue | undefined): string {
  let at = 0
  return text.trim().replace(slot, (_, who: string, key: Key, how: string) => {
    const own = values[who]![key]!
    return shown(key, say(who, key, at++) ?? own, own, how)
  })
}

const said: readonly string[] = [
  'The RAV4 gets {rci} mpg city and {rhw} highway. The Pilot gets {aci} and {ahw}.',
  'The RAV4 returns {rci} mpg in the city and {rhw} on the highway; the Pilot, {aci} and {ahw}.',
  'The RAV4 gets {rci} city and {rhw} highway, the Pilot {aci} and {ahw}.',
  `| | RAV4 | Pilot |
|---|---|---|
| City | {rci} | {aci} |
| Hwy | {rhw} | {ahw} |
| Combined | {rco} | {aco} |`,
  `| Spec | 2025 Toyota RAV4 XLE | 2024 Honda Pilot EX-L |
|---|---|---|
| Price | {rp} | {ap} |
| MSRP | {rm} | {am} |
| Odometer | {rmi} | {ami} |
| Seats | {rs} | {as} |
| HP | {rhp} | {ahp} |
| Color | {rx} | {ax} |`,
  `| Vehicle | Price | Miles | Seats | MPG city/hwy |
|---|---|---|---|---|
| RAV4 | {rp} | {rmi} | {rs} | {rci}/{rhw} |
| Pilot | {ap} | {ami} | {as} | {aci}/{ahw} |`,
  `RAV4 | Pilot
Price: {rp} | {ap}
Seats: {rs} | {as}
Horsepower: {rhp} | {ahp}`,
  `RAV4 / Pilot
Price: {rp} / {ap}
City mpg: {rci} / {aci}
Seats: {rs} / {as}`,
  `RAV4/Pilot
Price {rp}/{ap}
Miles {rmi}/{ami}
Seats {rs}/{as}`,
  `RAV4 vs Pilot
Price: {rp} vs {ap}
Miles: {rmi} vs {ami}
HP: {rhp} vs {ahp}
Seats: {rs} vs {as}`,
  `**RAV4 vs. Pilot**
- Price: {rp} vs. {ap}
- City: {rci} vs. {aci}
- Highway: {rhw} vs. {ahw}
- Towing: {rtw#} lbs vs. {atw#} lbs`,
  `## RAV4 XLE vs. Pilot EX-L

Seats: {rs} / {as}
Cargo: {rcg} / {acg} cu ft
Tow rating: {rtw#} / {atw#} lb`,
  `Price
RAV4 {rp}
Pilot {ap}

Mileage
RAV4 {rmi}
Pilot {ami}

Seats
RAV4 {rs}
Pilot {as}`,
  `Price
RAV4: {rp}
Pilot: {ap}
City mpg
RAV4: {rci}
Pilot: {aci}`,
  `City: RAV4 {rci}, Pilot {aci}
Highway: RAV4 {rhw}, Pilot {ahw}
Seats: RAV4 {rs}, Pilot {as}`,
  `City mpg — RAV4 {rci}, Pilot {aci}
Combined mpg — RAV4 {rco}, Pilot {aco}`,
  `Miles: {rmi} (RAV4) vs {ami} (Pilot)
Price: {rp} (RAV4) vs {ap} (Pilot)
Seats: {rs} (RAV4) vs {as} (Pilot)`,
  'RAV4: {rci}/{rhw} mpg. Pilot: {aci}/{ahw} mpg.',
  'EPA: {rci}/{rhw} mpg RAV4, {aci}/{ahw} mpg Pilot.',
  `R = RAV4, P = Pilot

City: R {rci}, P {aci}
Highway: R {rhw}, P {ahw}
Seats: R {rs}, P {as}`,
  `RAV4 on the left, Pilot on the right.

Price: {rp} | {ap}
Seats: {rs} | {as}
HP: {rhp} | {ahp}`,
  `Left: RAV4. Right: Pilot.

Price: left {rp}, right {ap}
Miles: left {rmi}, right {ami}`,
  'The RAV4 and the Pilot seat {rs} and {as}, respectively.',
  'The RAV4 and Pilot cost {rp} and {ap} respectively, with {rmi} and {ami} miles on them.',
  'The RAV4 seats {rs}, the Pilot {as}.',
  'The RAV4 makes {rhp} hp. The Pilot makes {ahp}.',
  'RAV4: {rs} seats. Pilot: {as}.',
  `Doors: 4 for both.
Seats: {rs} for the RAV4, {as} for the Pilot.`,
  'The difference is in the seats: {rs} in the RAV4 and {as} in the Pilot.',
  "What's the price difference? The RAV4 is {rp} and the Pilot is {ap}.",
  `Q: Which has more horsepower?
A: The Pilot, {ahp} to the RAV4's {rhp}.`,
  `Q: Which is cheaper?
A: The RAV4 at {rp}. The Pilot is {ap}.`,
  `Q: How many seats does each have?
A: RAV4 {rs}, Pilot {as}.`,
  `Q: City mpg?
A: {rci} for the RAV4 and {aci} for the Pilot.`,
  `How do they compare on price?
RAV4: {rp}
Pilot: {ap}
How about miles?
RAV4: {rmi}
Pilot: {ami}`,
  `1. RAV4: {rp}, {rmi} miles, {rs} seats
2. Pilot: {ap}, {ami} miles, {as} seats`,
  `1) 2025 Toyota RAV4 XLE
   {rp}, {rmi} mi, {rci}/{rhw} mpg
2) 2024 Honda Pilot EX-L
   {ap}, {ami} mi, {aci}/{ahw} mpg`,
  `Car A: RAV4
Car B: Pilot
Price: A {rp}, B {ap}
Seats: A {rs}, B {as}`,
  'The RAV4 runs {rp} with {rmi} miles and the Pilot {ap} with {ami} miles.',
  'RAV4 {rp} / {rmi} mi; Pilot {ap} / {ami} mi',
  `RAV4: {rp} | {rmi} mi | {rs} seats
Pilot: {ap} | {ami} mi | {as} seats`,
  `RAV4 → {rp}, {rci} city
Pilot → {ap}, {aci} city`,
  `RAV4 - {rci} city, {rhw} highway, {rco} combined
Pilot - {aci} city, {ahw} highway, {aco} combined`,
  "Hi, I'm looking at the RAV4 ({rp}, {rmi} miles) and the Pilot ({ap}, {ami} miles). The first is all-wheel drive, the second front-wheel drive.",
  'Between the two, the RAV4 gets {rco} mpg combined and the Pilot gets {aco}.',
  'Both are SUVs, but the RAV4 gets {rci} in the city while the Pilot gets {aci}.',
  "In the city the RAV4 gets {rci} mpg; the Pilot manages {aci}. On the highway it's {rhw} and {ahw}.",
  'City mpg is {rci} for the RAV4, {aci} for the Pilot; highway is {rhw} and {ahw}.',
  'The Pilot out-tows the RAV4, {atw#} pounds to {rtw#}.',
  'The RAV4 wins on mileage ({rmi} vs. {ami}) and price ({rp} vs. {ap}).',
  'The Pilot wins on seats: {as} vs {rs}.',
  `Winner, price: RAV4 ({rp} to {ap})
Winner, seating: Pilot ({as} to {rs})
Winner, towing: Pilot ({atw#} lb to {rtw#} lb)`,
  `Scorecard
Price: RAV4, {rp} to {ap}
Power: Pilot, {ahp} hp to {rhp} hp
Towing: Pilot, {atw#} lb to {rtw#} lb`,
  "The Pilot's price is {ap} and the RAV4's {rp}.",
  "The RAV4's MSRP is {rm}; the Pilot's is {am}.",
  "MSRP was {rm} on the RAV4 and {am} on the Pilot. Now they're {rp} and {ap}.",
  'RAV4 MSRP {rm}, Pilot MSRP {am}.',
  'RAV4 asking price: {rp}. Pilot asking price: {ap}.',
  'Sticker on the RAV4: {rm}. On the Pilot: {am}.',
  'Red RAV4, {rmi} miles. Blue Pilot, {ami} miles.',
  'The {rx=red} one is the RAV4, the {ax=blue} one is the Pilot.',
  `Colors: {rx=red} (RAV4), {ax=blue} (Pilot)
Transmission: {rt} (RAV4), {at} (Pilot)
Drivetrain: {rd} (RAV4), {ad} (Pilot)`,
  `RAV4 / Pilot
Color: {rx} / {ax}
Transmission: {rt} / {at}
Drivetrain: {rd} / {ad}`,
  `RAV4 vs Pilot
Drive: {rd} vs {ad}
Transmission: {rt} vs {at}
Exterior: {rx} vs {ax}`,
  'The RAV4 is {rd}, the Pilot is {ad}.',
  'The RAV4 comes in {rx=red} and the Pilot in {ax=blue}.',
  'The RAV4 has an {rt} and {rd}; the Pilot has a {at} and {ad}.',
  'The RAV4 has a {rf=power liftgate}; the Pilot has {af=leather seats}.',
  `RAV4 extras: {rf=power liftgate}
Pilot extras: {af=leather seats}`,
  `Only on the RAV4: {rf=power liftgate}
Only on the Pilot: {af=leather seats}`,
  `[x] RAV4: under budget at {rp}
[x] Pilot: {as} seats
[x] RAV4: {rco} mpg combined`,
  `✅ RAV4 {rp}
✅ Pilot {ap}
✅ RAV4 {rhw} hwy
✅ Pilot {ahw} hwy`,
  'Cross-shopped these two. RAV4 = {rp}, {rhp} hp. Pilot = {ap}, {ahp} hp.',
  'Cargo: the RAV4 holds {rcg} cubic feet, the Pilot {acg}.',
  'Behind the seats you get {rcg} cubic feet in the RAV4 versus {acg} in the Pilot.',
  'Towing capacity: {rtw#} lbs. for the RAV4; {atw#} lbs. for the Pilot.',
  'RAV4 tows {rtw#}, Pilot tows {atw#} pounds.',
  'HP / torque: RAV4 {rhp} / {rtq}, Pilot {ahp} / {atq}',
  `RAV4: {rhp} hp / {rtq} lb-ft
Pilot: {ahp} hp / {atq} lb-ft`,
  `Price RAV4: {rp}
Price Pilot: {ap}
Miles RAV4: {rmi}
Miles Pilot: {ami}`,
  `RAV4 price: {rp}
Pilot price: {ap}
RAV4 mileage: {rmi}
Pilot mileage: {ami}
RAV4 seats: {rs}
Pilot seats: {as}`,
  `vehicle,price,mileage,seats
RAV4,{rp##},{rmi##},{rs}
Pilot,{ap##},{ami##},{as}`,
  `RAV4, {rp}, {rmi} miles, {rd}
Pilot, {ap}, {ami} miles, {ad}`,
  `Model: RAV4 | Pilot
Price: {rp} | {ap}
City MPG: {rci} | {aci}`,
  `Vehicle 1: 2025 Toyota RAV4
Vehicle 2: 2024 Honda Pilot

Price 1: {rp}
Price 2: {ap}`,
  `| RAV4 | | Pilot |
|---|---|---|
| {rp} | Price | {ap} |
| {rmi} | Miles | {ami} |
| {rs} | Seats | {as} |`,
  `| | Price | Miles |
|---|---|---|
| **RAV4** | {rp} | {rmi} |
| **Pilot** | {ap} | {ami} |`,
  `| RAV4 | Pilot |
|---|---|
| {rp} | {ap} |
| {rmi} miles | {ami} miles |
| {rs} seats | {as} seats |`,
  `| RAV4 | Pilot |
|---|---|
| Price: {rp} | Price: {ap} |
| Seats: {rs} | Seats: {as} |`,
  `| Feature | RAV4 | Pilot |
|---|---|---|
| Drivetrain | {rd} | {ad} |
| Transmission | {rt} | {at} |
| City/Hwy MPG | {rci}/{rhw} | {aci}/{ahw} |
| Max towing | {rtw#} lbs | {atw#} lbs |`,
  `| Category | Figures (RAV4 / Pilot) |
|---|---|
| Price | {rp} / {ap} |
| Seats | {rs} / {as} |
| HP | {rhp} / {ahp} |`,
  `| Category | RAV4 vs. Pilot |
|---|---|
| Price | {rp} vs. {ap} |
| City mpg | {rci} vs. {aci} |`,
  'At {rp}, the RAV4 is the value pick. At {ap}, the Pilot gives you {as} seats.',
  'For {rp} you get the RAV4; for {ap}, the Pilot.',
  'With {rmi} miles the RAV4 is the fresher one; the Pilot shows {ami}.',
  'The Pilot has more miles on it: {ami}, compared with {rmi} on the RAV4.',
  'Unlike the Pilot, which seats {as}, the RAV4 seats {rs}.',
  'Where the RAV4 has {rs} seats, the Pilot has {as}.',
  'While the RAV4 gets {rco} mpg combined, the Pilot gets {aco} mpg combined.',
  'The RAV4 sits at {rp}, whereas the Pilot sits at {ap}.',
  'We have a RAV4 with {rmi} miles for {rp} and a Pilot with {ami} miles for {ap}.',
  'Two picks: the RAV4 and the Pilot. The former has {rmi} miles, the latter {ami}.',
  'Yes! The RAV4 is {rp} and has {rmi} miles. The Pilot is {ap} and has {ami}.',
  'Seats? RAV4 {rs}, Pilot {as}. Price? RAV4 {rp}, Pilot {ap}.',
  'Price-wise: RAV4 {rp}, Pilot {ap}. Mileage-wise: RAV4 {rmi}, Pilot {ami}.',
  `- RAV4
  - Price: {rp}
  - Seats: {rs}
- Pilot
  - Price: {ap}
  - Seats: {as}`,
  `- Price
  - RAV4: {rp}
  - Pilot: {ap}
- Seats
  - RAV4: {rs}
  - Pilot: {as}`,
  `**Price**
- RAV4: {rp}
- Pilot: {ap}

**Seats**
- RAV4: {rs}
- Pilot: {as}`,
  `### City mpg
RAV4: {rci}
Pilot: {aci}

### Highway mpg
RAV4: {rhw}
Pilot: {ahw}`,
  `MPG (city/hwy/combined)
RAV4: {rci}/{rhw}/{rco}
Pilot: {aci}/{ahw}/{aco}`,
  'RAV4 mpg: {rci} city / {rhw} highway. Pilot mpg: {aci} / {ahw}.',
  `Horsepower: Pilot {ahp}, RAV4 {rhp}
Torque: Pilot {atq} lb-ft, RAV4 {rtq} lb-ft`,
  'RAV4 XLE, {rp}. Pilot EX-L, {ap}. Seating: {rs} and {as}.',
  'CR-V trims: LX {lm}, EX {em}, EX-L {xm}',
  'LX → EX → EX-L: {lm} → {em} → {xm}',
  `2026 Honda CR-V
LX: {lm}
EX: {em}
EX-L: {xm}`,
  'The LX starts at {lm}, the EX at {em}, and the EX-L at {xm}.',
  `CR-V LX / EX / EX-L
MSRP: {lm} / {em} / {xm}
City mpg: {lci} / {eci} / {xci}`,
  `| | LX | EX | EX-L |
|---|---|---|---|
| MSRP | {lm} | {em} | {xm} |
| City | {lci} | {eci} | {xci} |
| Highway | {lhw} | {ehw} | {xhw} |`,
  `| Trim | MSRP | City | Hwy |
|---|---|---|---|
| LX | {lm} | {lci} | {lhw} |
| EX | {em} | {eci} | {ehw} |
| EX-L | {xm} | {xci} | {xhw} |`,
  'The LX, EX and EX-L list for {lm}, {em} and {xm}, respectively.',
  'From LX to EX the MSRP goes from {lm} to {em}.',
  `Step 1: CR-V LX, {lm}
Step 2: CR-V EX, {em}
Step 3: CR-V EX-L, {xm}`,
  'LX vs EX: {lm} vs {em}',
  `CR-V LX vs CR-V EX
MSRP: {lm} vs {em}
Highway: {lhw} vs {ehw}`,
  'The CR-V LX gets {lci} city, the EX {eci}, the EX-L {xci}.',
  'The EX-L makes {xhp} hp; the EX makes {ehp}.',
  `LX – {lm} – {lci}/{lhw} mpg
EX – {em} – {eci}/{ehw} mpg
EX-L – {xm} – {xci}/{xhw} mpg`,
  'LX MSRP {lm} | EX MSRP {em} | EX-L MSRP {xm}',
  `RAV4 vs Pilot, quick numbers:
{rp} vs {ap}
{rmi} mi vs {ami} mi
{rs} seats vs {as} seats`,
  `RAV4 (left) / Pilot (right)
{rp} / {ap} price
{rs} / {as} seats`,
  `Price
{rp} RAV4
{ap} Pilot
Miles
{rmi} RAV4
{ami} Pilot`,
  `Price:
  RAV4    {rp}
  Pilot   {ap}
Seats:
  RAV4    {rs}
  Pilot   {as}`,
  `
             RAV4        Pilot
Price        {rp}     {ap}
Seats        {rs}           {as}
City mpg     {rci}          {aci}`,
  `\tRAV4\tPilot
Price\t{rp}\t{ap}
Seats\t{rs}\t{as}
Miles\t{rmi}\t{ami}`,
  `Vehicle\tPrice\tSeats\tMiles
RAV4\t{rp}\t{rs}\t{rmi}
Pilot\t{ap}\t{as}\t{ami}`,
  'One sentence: the RAV4 is {rp} with {rs} seats, the Pilot {ap} with {as}.',
  'Price gap: {ap} for the Pilot minus {rp} for the RAV4.',
  `C-suite note: the RAV4 (A) and the Pilot (B).
Price: {rp} vs {ap}`,
  `Option 1: RAV4 at {rp} with {rmi} miles.
Option 2: Pilot at {ap} with {ami} miles.`,
  `Left: RAV4
Right: Pilot
Seats: {rs} / {as}
Price: {rp} / {ap}`,
  `My spreadsheet: RAV4 | Pilot
OTD price | {rp} | {ap}
Odometer | {rmi} | {ami}`,
  `RAV4 vs Pilot
Towing: {rtw#} vs {atw#} lbs
Cargo: {rcg} vs {acg} cubic feet
Torque: {rtq} vs {atq} lb-ft`,
  `### LX vs EX vs EX-L
- MSRP: {lm} vs {em} vs {xm}
- City mpg: {lci} vs {eci} vs {xci}
- HP: {lhp} vs {ehp} vs {xhp}`,
  `LX | EX | EX-L
{lm} | {em} | {xm}
{lci}/{lhw} mpg | {eci}/{ehw} mpg | {xci}/{xhw} mpg`,
  'The RAV4 and the Pilot are both here. They have {rs} and {as} seats.',
  'I drove both. The RAV4 has {rhp} hp and the Pilot has {ahp} hp. They tow {rtw#} and {atw#} pounds.',
  `2025 Toyota RAV4 vs. 2024 Honda Pilot

Mileage: {rmi} vs. {ami}
Exterior: {rx} vs. {ax}`,
  `RAV4 → Pilot
{rp} → {ap}
{rs} seats → {as} seats`,
  `Power: Pilot ({ahp} hp vs. {rhp} hp)
Economy: RAV4 ({rco} mpg vs. {aco} mpg combined)`,
  `- 2025 Toyota RAV4 XLE
  - {rp}
  - {rmi} miles
  - {rd}
- 2024 Honda Pilot EX-L
  - {ap}
  - {ami} miles
  - {ad}`,
]

describe('verify: two vehicles compared', () => {
  for (const [i, text] of said.entries()) {
    const slots = [...text.matchAll(slot)].map((found) => ({ who: found[1]!, key: found[2] as Key }))
    const facts = slots.some(({ who }) => who !== 'r' && who !== 'a') ? trims : two
    const flagged = (words: string): boolean => bad(verify(words, facts)).length > 0
    const first = text.trim().split('\n')[0]!.slice(0, 60)

    it(`${i + 1}. ${first}`, () => {
      const truth = written(text, () => undefined)
      assert.deepEqual(bad(verify(truth, facts)), [], truth)
      for (const [at, { key }] of slots.entries()) {
        const changed = written(text, (_, __, place) => (place === at ? wrong[key] : undefined))
        assert.ok(flagged(changed), changed)
      }
      for (const key of new Set(slots.map((one) => one.key))) {
        const owners = [...new Set(slots.filter((one) => one.key === key).map(({ who }) => who))]
        if (owners.length < 2) continue
        const next = (who: string): string => owners[(owners.indexOf(who) + 1) % owners.length]!
        const exchanged = written(text, (who, other) => (other === key ? values[next(who)]![key] : undefined))
        assert.ok(flagged(exchanged), exchanged)
      }
    })
  }
})
