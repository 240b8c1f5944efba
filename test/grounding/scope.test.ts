import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { bad, fact, pair, site, stock } from './facts.ts'

const holds = (text: string, facts: readonly Fact[] = pair): void =>
  assert.deepEqual(bad(verify(text, facts)), [])
const fails = (text: string, facts: readonly Fact[] = pair): void =>
  assert.notDeepEqual(bad(verify(text, facts)), [], text)

describe('verify: facts of several vehicles', () => {
  it('lets any vehicle carry a sentence that names none', () => {
    holds('One is priced at $31,200, another at $33,900.')
    fails('One is priced at $30,000.')
  })

  it('holds a sentence with a stock number or a VIN against that vehicle alone', () => {
    holds('Stock C100 is priced at $31,200 with 12 miles.')
    holds('VIN 1HGCY2F84TA200002 has 25 miles.')
    fails('Stock C100 is priced at $33,900.')
    fails('VIN 1HGCY2F84TA200002 has 12 miles.')
    fails('Stock #A200 comes in Rallye Red.')
    fails('Stock A200 has Bose premium audio.')
  })

  it('lets site facts and stock counts stand beside a named vehicle', () => {
    const facts = [...pair, fact('stock:all', 'stock_count', 14)]
    holds('Stock C100 is one of 14 in stock at Lone Star Honda in Austin, Texas.', facts)
  })

  it('lets a count of none carry the year and the name that it counts, beside another year of the model', () => {
    const facts = [
      fact('stock:2023 Toyota RAV4', 'stock_count', 1),
      fact('stock:2023 Toyota RAV4', 'stock_model', 'Toyota RAV4'),
      fact('stock:2026 Toyota RAV4', 'stock_count', 0),
    ]
    holds('One 2023 Toyota RAV4 is in stock, and no 2026 Toyota RAV4.', facts)
    fails('No 2025 Toyota RAV4 is in stock.', facts)
  })

  it('holds a sentence that names models against facts about those models', () => {
    holds('The Accord gets 46 mpg city.')
    holds('The Civic gets 30 mpg city, and the Accord gets 46 mpg city.')
    fails('The Accord gets 30 mpg city.')
    fails('The Civic has heated front seats.')
  })

  it('holds what stands under a heading that is a vehicle’s name against that vehicle', () => {
    holds(
      '## 2026 Honda Accord Sport\n\nIt gets 46 mpg city.\n\n## 2026 Honda Civic Touring\n\nIt gets 30 mpg city.',
    )
    fails('## 2026 Honda Accord Sport\n\nIt gets 30 mpg city.')
    fails('## 2026 Honda Accord Sport\n\n### Fuel economy\n\nIt gets 30 mpg city.')
    holds('## 2026 Honda Accord Sport\n\n## Fuel economy\n\nOne gets 30 mpg city.')
  })

  it('holds a cell against the vehicle of its column and the attribute of its row', () => {
    const table = (civic: string, accord: string, row = 'City mpg'): string =>
      `| | Civic | Accord |\n| --- | --- | --- |\n| ${row} | ${civic} | ${accord} |\n`
    holds(table('30', '46'))
    holds(table('$31,200', '$33,900', 'Price'))
    holds(table('31,200', '33,900', 'Price'))
    fails(table('46', '30'))
    fails(table('30', '46', 'Highway mpg'))
    fails(table('$33,900', '$31,200', 'Price'))
    fails('| Model | City mpg |\n| --- | --- |\n| Civic | 46 |\n')
    holds('| Model | City mpg |\n| --- | --- |\n| Civic | 30 |\n')
  })

  it('gives a model only the make that its own facts have', () => {
    const facts = [fact('vehicle:A', 'make', 'Subaru'), fact('vehicle:A', 'model', 'Outback'), ...site]
    holds('This Subaru Outback is at Lone Star Honda, your Honda dealer.', facts)
    fails('This Honda Outback is here.', facts)
    fails('This Honda is here.', facts)
  })

  it('reads what a stock count counts out of its subject', () => {
    holds(
      'Our Honda Civic lineup is here.',
      stock.filter((one) => one.attribute === 'stock_count'),
    )
    fails('Our Honda Accord lineup is here.', stock)
  })

  it('names the fact of the vehicle that the sentence is about', () => {
    const claim = verify('Stock C100 has 12 miles.', pair).find((one) => one.text === '12 miles')
    assert.equal(pair.find(({ id }) => id === claim?.factIds[0])?.subject, 'vehicle:2HGFE1F97TH100001')
  })
})

describe('verify: values of facts', () => {
  it('reads numbers that a feed left as text', () => {
    holds('It costs $31,995.', [fact('vehicle:A', 'price', '31995')])
    fails('It costs $31,995.', [fact('vehicle:A', 'price', '')])
  })

  it('never lets a fact of another attribute carry a figure', () => {
    const facts = [
      fact('vehicle:A', 'price', 31995),
      fact('vehicle:A', 'mileage', 27),
      fact('vehicle:A', 'stock_number', '12345'),
    ]
    fails('It has 31,995 miles.', facts)
    fails('It costs $27.', facts)
    fails('It gets 27 mpg.', facts)
    fails('It has 12345 miles.', facts)
  })

  it('lets a figure in words carry only what it is a figure of', () => {
    const facts = [
      fact('vehicle:A', 'option', '5,000 lb Trailer Hitch'),
      fact('vehicle:A', 'gvwr', 'Class 1: 6,000 lb or less'),
      fact('vehicle:A', 'engine', '2.0L 190 hp'),
    ]
    holds('It makes 190 hp.', facts)
    fails('It tows 5,000 lb.', facts)
    fails('It tows 6,000 pounds.', facts)
  })

  it('takes a fact’s own words, whatever they are', () => {
    holds('It has the Zephyr Wave Kit.', [fact('vehicle:A', 'option', 'Zephyr Wave Kit')])
    holds('It comes in Blueprint paint.', [fact('vehicle:A', 'exterior_color', 'Blueprint')])
    fails('It comes in Blueprint paint.', [fact('vehicle:A', 'exterior_color', 'White')])
  })

  it('gives at most eight facts for a claim', () => {
    const many = Array.from({ length: 30 }, (_, i) => fact(`vehicle:V${i}`, 'make', 'Honda'))
    assert.equal(verify('This Honda is here.', many)[0]?.factIds.length, 8)
  })
})

describe('verify: whom a figure is about', () => {
  it('reads the name in parentheses, behind a preposition or behind a verb that earns it', () => {
    holds('It is $31,200 (the Civic) versus $33,900 (the Accord).')
    holds('12 miles have gone by under the Civic and 25 miles under the Accord.')
    holds('In price terms, $31,200 buys the Civic and $33,900 buys the Accord.')
    fails('It is $33,900 (the Civic) versus $31,200 (the Accord).')
    fails('25 miles have gone by under the Civic and 12 miles under the Accord.')
    fails('In price terms, $33,900 buys the Civic and $31,200 buys the Accord.')
  })

  it('tells two vehicles in turn by first, by the other and by their order in the sentence', () => {
    holds('On price it is $31,200 versus $33,900, first the Civic, then the Accord.')
    holds('Price: $33,900 vs $31,200, Accord first')
    holds('One shows 12 mi, the other, the Accord, 25 mi.')
    holds('In town it is 30 mpg for the Civic against 46 mpg for the Accord; on the highway, 37 against 41.')
    holds('The Civic gets 30 mpg city and 37 mpg highway, versus 46 and 41 for the Accord.')
    fails('On price it is $33,900 versus $31,200, first the Civic, then the Accord.')
    fails('Price: $31,200 vs $33,900, Accord first')
    fails('One shows 25 mi, the other, the Accord, 12 mi.')
    fails('In town it is 30 mpg for the Civic against 46 mpg for the Accord; on the highway, 41 against 37.')
    fails('The Civic gets 30 mpg city and 37 mpg highway, versus 41 and 46 for the Accord.')
  })

  it('holds a cycle that was named once for both', () => {
    holds('On the highway, the Civic gets 37 mpg and the Accord 41 mpg.')
    fails('On the highway, the Civic gets 37 mpg and the Accord 46 mpg.')
  })

  it('leaves what stands before a contrast to the one that was spoken of', () => {
    holds('The Civic Touring is here. That is $31,200 against $33,900 for the Accord.')
    fails('The Civic Touring is here. That is $33,900 against $31,200 for the Accord.')
  })

  it('lets "both" leave a figure and a stock number to the one that they are of', () => {
    holds('Both are here; mention C100 or A200.')
    holds('Both list a price: $31,200 for the Civic, $33,900 for the Accord.')
    fails('Both list a price: $33,900 for the Civic, $31,200 for the Accord.')
  })

  it('reads lines that each say something by themselves', () => {
    holds('The Civic is $31,200 and the Accord is $33,900\nMiles: 12 on the Civic, 25 on the Accord\nCall us')
    fails('The Civic is $31,200 and the Accord is $33,900\nMiles: 25 on the Civic, 12 on the Accord\nCall us')
    holds('A) 2026 Honda Civic Touring\n- 31,200 USD\n\nB) 2026 Honda Accord Sport\n- 33,900 USD\n- 25 miles')
    fails('A) 2026 Honda Civic Touring\n- 31,200 USD\n\nB) 2026 Honda Accord Sport\n- 31,200 USD\n- 25 miles')
  })

  it('ends a sentence after a unit before a capital, and lets a table go on behind a blank line', () => {
    holds('The Civic shows 12 mi. The Accord shows 25 mi.')
    fails('The Civic shows 25 mi. The Accord shows 12 mi.')
    holds(
      '| | Civic | Accord |\n|---|---|---|\n| Price | $31,200 | $33,900 |\n\n| City / highway | 30 / 37 | 46 / 41 |',
    )
    fails(
      '| | Civic | Accord |\n|---|---|---|\n| Price | $31,200 | $33,900 |\n\n| City / highway | 30 / 37 | 41 / 46 |',
    )
  })
})
