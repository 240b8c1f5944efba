// One vehicle in every format but plain prose: cards, tickers, scripts, worksheets, threads, footnotes. In each text
// «true~false» is held with the true words, and with the false ones it is not.

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact, FactValue } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { bad, fact } from './facts.ts'

const car = (rows: Record<string, FactValue>, features: readonly string[]): Fact[] => [
  ...Object.entries(rows).map(([attribute, value]) => fact('vehicle:1', attribute, value)),
  ...features.map((feature) => fact('vehicle:1', 'feature', feature)),
]

const van = car(
  {
    stock_number: 'C5450',
    year: 2026,
    make: 'Chrysler',
    model: 'Pacifica',
    trim: 'Pinnacle',
    condition: 'new',
    body_style: 'Minivan',
    seats: 7,
    doors: 4,
    horsepower: 287,
    transmission: '9-Speed Automatic',
    fuel_type: 'Gasoline',
    drivetrain: 'FWD',
    engine: '3.6L V6',
    displacement_l: 3.6,
    cylinders: 6,
    city_mpg: 19,
    highway_mpg: 28,
    combined_mpg: 22,
    towing_capacity: 3600,
    cargo_volume: 32.3,
    exterior_color: 'Ocean Blue',
    interior_color: 'Saddle Brown',
    price: 45_205,
    msrp: 47_055,
    mileage: 10,
    warranty: '3 years / 36,000 miles',
  },
  [
    'Head-Up Display',
    'Leather-Trimmed Seats',
    'Heated Front Seats',
    'Heated Rear Seats',
    '20-Inch Alloy Wheels',
    '12-Speaker Bose Premium Audio',
  ],
)

const truck = car(
  {
    stock_number: 'T9121',
    year: 2023,
    make: 'Ford',
    model: 'F-150',
    trim: 'XL',
    condition: 'certified',
    body_style: 'Crew Cab Pickup',
    seats: 6,
    doors: 4,
    horsepower: 400,
    transmission: '10-Speed Automatic',
    fuel_type: 'Gasoline',
    drivetrain: '4WD',
    engine: '3.5L V6',
    displacement_l: 3.5,
    cylinders: 6,
    city_mpg: 18,
    highway_mpg: 25,
    combined_mpg: 21,
    towing_capacity: 11_300,
    exterior_color: 'Forest Green',
    interior_color: 'Gray',
    price: 36_725,
    mileage: 17_563,
    owners: 2,
  },
  ['Apple CarPlay', 'LED Headlights', 'Power Moonroof'],
)

const ev = car(
  {
    vin: '5YJ3E1EA7PF012345',
    stock_number: 'M8266',
    year: 2023,
    make: 'Tesla',
    model: 'Model 3',
    trim: 'Long Range',
    mileage: 30_348,
    battery_range: 272,
    fuel_type: 'Electric',
  },
  [],
)

const vanTexts = [
  'You keep $«1,850~2,850»',
  'Dealer discount ....... -$«1,850~2,850»',
  '[PRICE: $45,205; MSRP $47,055; diff $«1,850~1,550»]',
  'Under MSRP by $«1,850~1,350»',
  'Discounted by $«1,850~2,350» from $«47,055~49,055».',
  'Was $«47,055~49,055», now $«45,205~43,205».',
  '~~$«47,055~47,555»~~ **$«45,205~45,805»**',
  'From $«47,055~49,055» down to $«45,205~43,205»',
  'MSRP: $«47,055~45,205» → Now: $«45,205~47,055»',
  '(MSRP $«47,055~45,205»; sale $«45,205~47,055»)',
  'MSRP 47,055 | Sale «45,205~47,055» | You save $«1,850~2,850»',
  'Ask: «45,205~47,055»',
  '$«45,205~47,055» / MSRP $«47,055~45,205»',
  'Sticker vs. our price: $«47,055~45,205» vs. $«45,205~47,055»',
  '💲«45,205~47,055»',
  'Price: $«45,205~47,055»[1]\n\n[1] MSRP is $«47,055~45,205».',
  'Economy: «22~24» mpg³\n\n³ Combined; «19~28» city and «28~19» highway.',
  '22 mpg comb («19~28» c/«28~19» h)',
  '«19~28»c/«28~19»h',
  'Speakers: «12~10» (Bose)',
  'Audio: Bose, «12~10» spkrs',
  'Gears: «9~8»',
  'On «20~18»-inchers',
  'Wheels (in.): «20~19»',
  'Load: «32.3~22.3»',
  'Warranty (basic): «3~5» yrs or «36,000~60,000» mi',
  'Ext. «Ocean Blue~Saddle Brown» / int. «Saddle Brown~Ocean Blue»',
  '4dr van, seats «7~5», «287~267»hp',
  'HUD. LEATHER TRIM. «287~310» HP.',
  'Heated seats F&R, seats «7~8»',
  'VIDEO SCRIPT (0:30)\nVOICE 1: «Thirty-two point three~Thirty-four point three» cubic feet of it.\nVOICE 2: «Two hundred eighty-seven~Two hundred sixty-seven» horsepower.',
  'RADIO SPOT :30\nANNCR: «Forty-five thousand two hundred five~Forty-seven thousand two hundred five» dollars.',
  'SMS 1/3: «7~8» seats\nSMS 2/3: FWD\nSMS 3/3: HUD',
  '1/ It seats «seven~eight».\n2/ It is $«45,205~43,205».',
  'Fact #1: it seats «seven~eight».',
  '**Mileage** «10~12» **Seats** «7~5» **Doors** «4~5»',
  '<b>Seats:</b> «7~4»<br><b>Doors:</b> «4~7»',
  'EPA CITY .... «19~28»\nEPA HWY .... «28~19»\nEPA COMB .... «22~19»\n\n-----------\nSEATS: «7~5»',
  'year,model,miles,price,seats,city,hwy\n«2026~2025»,Pacifica,«10~12»,«45205~47055»,«7~5»,«19~28»,«28~19»',
  '«19~28»/«28~19»/«22~19» (city/hwy/combined)',
  'EPA: C «19~28» / H «28~22» / Comb «22~28»',
  '«3.6~2.6» V6, «287~267» h.p.',
  'Seats/Doors: «7~4»/«4~7»',
  'Seats: «7~4»  Doors: «4~7»  Cargo: «32.3~22.3» cu ft',
  'eng «3.6~2.6» V6\ntow «3,600~2,600» | vol «32.3~22.3» | dr «4~5»\npass «7~8»',
  '    price        $«45,205~47,055»\n    seats        «7~8»\n    hp           «287~267»',
  '«7~8» ... seats\n«4~7» ... doors',
  'It lists for $«47,055~45,205» and sells for $«45,205~47,055».',
  '$«47,055~45,205» – $«1,850~2,850» = $«45,205~47,055»',
  'You pay «forty-five thousand two hundred five~forty-seven thousand fifty-five».',
  'Under $«46,000~45,000» ($«45,205~44,205» to be exact)',
  'Sticker: $«47,055~45,205»; street: $«45,205~47,055»',
  'List price: ~~$«47,055~45,205»~~ Now: $«45,205~47,055»',
  '$«45,205~47,055», down from $«47,055~45,205»',
  'Price drop: $«1,850~2,850»',
  'price > $«45,205~47,055»\nengine > «3.6~2.6»L V6 > «287~267» hp',
  '`price: «45205~47055»` `seats: «7~8»`',
  'seats «7~4»\ndoors «4~7»\nhorsepower «287~267»',
  '1️⃣ «Seven~Eight» seats\n2️⃣ «287~267» hp',
  'Side note (1): it has «seven~eight» seats.',
  'Seats «7~8», speeds «9~8», doors «4~7»',
  'OURS ......... «45,205~47,055»',
  'Price ≤ $«46,000~45,000»',
  'The Pacifica in 60 seconds (5 bullets)\nBest for: anyone who wants «seven~eight» seats',
  'Miles | Price | Seats\n«10~12» | $«45,205~47,055» | «7~5»',
  '«22~19» MPG combined («19~28»/«28~22»)',
  '«22~19» MPG combined («19~28» MPG / «28~19» MPG)',
  'Combined «22~28» mpg («19~28» / «28~22»)',
  'mpg = «19~28»/«28~19»/«22~19» (town, road, both)',
  '«19~22» in town, «28~22» on the road, «22~28» all told.',
  'LEDGER No. «C5450~C5451»',
  '«22~19» mpg (combined), city «19~28», highway «28~19».',
  '$«47,055~45,205» (MSRP), price $«45,205~47,055»',
]

const truckTexts = [
  "Desc: '23 F150 XL CREW «4X4~FWD»",
  'Ext/Int: «Grn~Blu»/«Gry~Blk»',
  '#F150 #FordTrucks with «17.6k~18.6k» miles',
  '«2~3» own, «17.6k~19.6k» mi',
  '«2~3» prev. owners, «17,563~19,563» orig. miles',
  'Mi: «17.6k~19.6k» • Own: «2~1»',
  'A 2023 w/ «17.6k~19.6k», «2~3» owners',
  'Q3. Owners? → «2~3».',
  'Odo ≈ «17,600~16,600»',
  'Mileage < «18,000~17,000» miles',
  'Seats/Doors/Owners: «6~4»/«4~6»/«2~6»',
  '«17,563~19,563» mi, «36725~38725»$ firm',
  'City: EPA «18~25»',
  'Owner count stands at «two~three».',
  'V6/10AT/4x4, «10~8»-spd',
  'To do before pickup: check the odometer, «17,563~19,563»',
  'Caller: Miles?\nAgent: «Seventeen thousand five hundred sixty-three~Fifteen thousand five hundred sixty-three», with two owners.',
  'Agent: The XL, yes. «Thirty-six thousand seven hundred twenty-five~Thirty-four thousand seven hundred twenty-five».',
  'It pulls «eleven thousand three hundred~nine thousand three hundred» pounds.',
  'Over 17,000 miles on a «two~three»-owner truck; «17,563~17,863» to be exact.',
]

const evTexts = [
  '2023 Tesla Model 3 Long Range – «30,348~32,348» miles',
  '2023 Tesla Model 3 Long Range | «30,348~32,348» miles | stock «M8266~M8267»',
  'Range: «272~282» miles',
  'Stock #«M8266~M8267», VIN ending in «012345~012346»',
  'VIN ends with «PF012345~PF112345»',
  'Last six of the VIN: «012345~912345»',
]

const slot = /«([^~»]+)~([^»]+)»/g

/** The text with its nth slot false. */
const said = (text: string, wrong: number): string => {
  let at = 0
  return text.replace(slot, (_, is: string, not: string) => (at++ === wrong ? not : is))
}

describe('verify: one vehicle in formats that are no prose', () => {
  for (const [facts, texts] of [
    [van, vanTexts],
    [truck, truckTexts],
    [ev, evTexts],
  ] as const)
    for (const text of texts)
      it(said(text, -1), () => {
        assert.deepEqual(bad(verify(said(text, -1), facts)), [])
        for (let i = 0; i < [...text.matchAll(slot)].length; i++)
          assert.notDeepEqual(bad(verify(said(text, i), facts)), [], said(text, i))
      })

  it('takes a plain word for no end of a VIN', () => {
    assert.deepEqual(verify('The VIN ends with care.', ev), [])
  })

  it('does not take an everyday mark for a row, a footnote or a tag', () => {
    const wrong = [
      'Discounted by $5,000.',
      'It does zero to 60 in 5 seconds.',
      'It has forty thousand on the odometer.',
      'Its sale price is $45,205.',
      'Seats: 7/8',
      'Option: 8 seats',
      'Speaker count: 7',
      '#C5451',
    ]
    for (const text of wrong) assert.notDeepEqual(bad(verify(text, van)), [], text)
    assert.notDeepEqual(bad(verify('Now discounted.', truck)), [])
    assert.notDeepEqual(bad(verify('No  power moonroof.', truck)), [])
  })
})
