// One vehicle, an electric one and a stock as dealers, sellers, magazines and agents write of them: each text is held with
// the true values, and with each of the wrong ones it is not.

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Fact, FactValue } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import { bad, fact, ioniq, site, stock } from './facts.ts'

const subject = 'vehicle:2T3C1RFV8NW011223'
const rows: Record<string, FactValue> = {
  vin: '2T3C1RFV8NW011223',
  stock_number: 'T4471',
  year: 2022,
  make: 'Toyota',
  model: 'RAV4',
  trim: 'XLE Premium',
  condition: 'used',
  body_style: 'SUV',
  interior_color: 'Black',
  doors: 4,
  seats: 5,
  owners: 1,
  engine: '2.5L I4',
  cylinders: 4,
  displacement_l: 2.5,
  horsepower: 203,
  torque: 184,
  towing_capacity: 1500,
  cargo_volume: 37.6,
  transmission: '8-Speed Automatic',
  drivetrain: 'AWD',
  fuel_type: 'Gasoline',
  city_mpg: 27,
  highway_mpg: 36,
  combined_mpg: 31,
  price: 31_995,
  msrp: 36_505,
  mileage: 23_418,
  plant_country: 'Canada',
}
const features = `Heated Front Seats
Power Driver Seat
SofTex Seats
Apple CarPlay
Android Auto
Power Moonroof
Blind Spot Monitor
Rear Cross-Traffic Alert
Adaptive Cruise Control
Lane Keeping Assist
Automatic Emergency Braking
Automatic High Beams
Rain-Sensing Wipers
Automatic Headlights
Wireless Phone Charging
Power Liftgate
Bird's-Eye View Camera
Backup Camera
8-Inch Touchscreen
18-Inch Alloy Wheels
Dual-Zone Automatic Climate Control
Push Button Start
Proximity Key Entry
Leather-Wrapped Steering Wheel
Roof Rails
All-Weather Floor Mats
60/40 Split-Folding Rear Seat`
const rav4: Fact[] = [
  ...Object.entries(rows).map(([attribute, value]) => fact(subject, attribute, value)),
  ...['Blueprint', 'Blue'].map((value) => fact(subject, 'exterior_color', value)),
  ...features.split('\n').map((value) => fact(subject, 'feature', value)),
  ...site,
]

/** The true value, then wrong ones: of another attribute, or of none. */
const values: Record<string, string> = {
  seats: 'five~four~seven',
  Seats: 'Five~Four~Seven',
  seatsN: '5~4~7',
  doors: 'four~two~five',
  Doors: 'Four~Two~Five',
  doorsN: '4~2~5',
  owners: 'one~two~three',
  Owners: 'One~Two~Three',
  ownersN: '1~2~3',
  cityN: '27~36~24~31',
  hwyN: '36~27~40~31',
  combN: '31~27~36~34',
  miN: '23,418~24,318~21,000~36,505',
  priceN: '31,995~36,505~30,995',
  msrpN: '36,505~31,995~38,505',
  hpN: '203~184~250',
  tqN: '184~203~220',
  towN: '1,500~3,500~2,000',
  cargoN: '37.6~69.8~30.1',
}

const car = `Seats? {Seats}. Doors? {Doors}. Owners? {Owners}.
Room enough for {seats} of you.
Its {one and only keeper~two keepers~three keepers} kept it well.
{Seats} can come along, through {doors} doors.
{Doors} doors, {seats} belts, {owners} owner.
A {doors}-door that takes {seats}.
Seats {seats}. Doors: {doors}. Owners: {owners}.
{Seats} of you fit.
You can bring {seats} people, counting the driver.
Counting you, it holds {seats}.
It takes {seats} of you.
It takes {seats} at a time.
It sits {seats}.
Sits {seats} comfortably.
There's a belt for each of {seats} people.
{Seats} belts, {seats} seats.
{Seats} people, {doors} doors.
{Seats} people fit inside.
At most {five~four} aboard.
You open {doors} doors to seat {seats}.
It opens by {doors} doors.
It opens up with {doors} doors.
Doors: {doors} of them.
Doors, {doors}.
Doors – {doors}.
{Doors} is how many doors it has.
How many doors? {Doors}.
How many doors has it got? {Doors}.
It's got {doors} doors.
You get in through one of {doors} doors.
{Doors} doors to climb in by.
As a {doors}-door, it's easy to get into.
It is of the {doors}-door sort.
{Doors} doors. {Seats} seats. {Owners} owner.
{Doors} doors and {seats} seats.
{Doors}-door, {seats}-seat.
{doorsN}dr, {seatsN} pass.
{doorsN} drs / {seatsN} seats / {ownersN} owner
{doorsN}-door/{seatsN}-passenger
Doors & seats: {doorsN} & {seatsN}
Seating for {seats}, entry by {doors} doors.
Owners so far: {owners}.
Owners before you: {owners}.
Previous owners: {owners}.
{Owners} owner before you.
{One person has~Two people have} owned it.
It has had {one keeper~two keepers~three owners}.
It's had {one owner~two owners~three owners} since new.
It belonged to {one person~two people} before us.
Just {one name~two names} on the title before ours.
{One name~Two names} on its title.
{One previous keeper~Two previous keepers}.
{One~Two~Three} owner from new.
{Single-owner~Two-owner} car.
You would be its {second~third~fourth} owner.
You'd be the {second~third} owner.
The {first~second} owner traded it in.
Only ever had {one owner~two owners}.
It's only had {one owner~two owners}.
Owned by {one person~two people} since new.
Keepers: {ownersN}
Number of keepers: {ownersN}
# of owners: {ownersN}
Owner count: {ownersN}
{ownersN}-owner
Prev. owners: {ownersN}
It has known {one owner~two owners}.
It has known but {one owner~two owners}.
It comes to us from its {one and only owner~second owner}.
Its {one~two} owner drove it gently.
The {only owner~second owner} it ever had traded it here.
{combN} all around, {cityN} of them in town and {hwyN} outside it.
{cityN} mpg in town, {hwyN} out of it.
{cityN} in town, {hwyN} on the open road, {combN} all around.
It gets {combN} mpg all around.
It gets {combN} all around, {cityN} in the city and {hwyN} on the highway.
{hwyN} on the highway, {cityN} in the city.
Highway, {hwyN}. City, {cityN}. Combined, {combN}.
MPG? {cityN} city, {hwyN} highway.
Mileage per gallon: {cityN} city, {hwyN} highway, {combN} combined.
Gas mileage? {combN} combined.
Gas mileage: {cityN}/{36~40}/{31~34}
EPA {cityN}/{hwyN}/{31~34}
{cityN}/{hwyN} mpg
{cityN} city / {hwyN} hwy / {combN} comb
EPA says {cityN} in town and {hwyN} out on the interstate.
The EPA's numbers are {cityN} city, {hwyN} highway, {combN} combined.
The EPA puts it at {cityN} city and {hwyN} highway.
The EPA rates it {combN} combined.
{combN} mpg combined, says the EPA.
{cityN} mpg city, and {hwyN} when the road opens up.
A gallon takes you {cityN} miles in town and {hwyN} on the highway.
A gallon of regular goes {hwyN} miles on the highway.
A gallon lasts {cityN} miles in the city.
On a gallon it goes {cityN} miles in town.
On the highway you'll see {hwyN}, around town {cityN}.
Around town it's {cityN}; on the highway it's {hwyN}.
Around town figure {cityN}; on the interstate, {hwyN}.
In town {cityN}, out of town {hwyN}.
Downtown it returns {cityN}, on the freeway {hwyN}.
Stop-and-go: {cityN} mpg. Cruising: {hwyN} mpg.
{cityN} mpg in stop-and-go traffic.
{hwyN} mpg at a cruise.
{combN} mpg in mixed driving.
{combN} overall.
Overall it averages {combN} mpg.
Averaged out, that's {combN} mpg.
Together that makes {combN} combined.
That's {combN} combined.
Put together, {combN} mpg.
Taken together: {combN} mpg.
All told, {combN} mpg.
City and highway: {cityN} and {hwyN}.
City/Hwy/Comb: {cityN}/{hwyN}/{combN}
City-highway-combined: {cityN}-{hwyN}-{combN}
From {cityN} in the city to {hwyN} on the highway.
{27~24} to {36~40} mpg, depending on whether you are in town or on the highway.
The sticker promises {cityN} city and {hwyN} highway.
The window sticker reads {cityN} mpg city, {hwyN} mpg highway.
The window sticker says {combN} combined.
Fuel label: {cityN} city, {hwyN} hwy, {combN} combined.
Fuel economy comes to {cityN} in the city and {hwyN} on the highway.
Fuel economy of {31~34} all in.
It sips: {cityN} mpg city, {hwyN} mpg highway.
It sips at {combN} mpg combined.
It will do {hwyN} on the highway.
It'll do {cityN} in town.
It does {31~34} mpg.
It manages {cityN} in the city and {hwyN} on the highway.
Expect {cityN} in town, {hwyN} on the road.
Expect {combN} mpg on average.
Look for {cityN} mpg in town and {hwyN} on trips.
{cityN} for errands, {hwyN} for road trips, in miles per gallon.
Miles per gallon: {cityN} in town, {hwyN} outside of it.
Miles per gallon? {31~34}, all in all.
{31~34} miles to the gallon, all in all.
{combN} miles to the gallon taken all together.
{cityN} miles to the gallon in the city, {hwyN} on the highway.
{miN} miles on it so far.
{miN} miles behind it.
{miN} miles have gone under it.
{miN} miles under its wheels.
{miN} miles under the tires.
It has {miN} miles under its belt.
It has seen {miN} miles.
It has gone {miN} miles.
It has been {miN} miles.
It's been driven {miN} miles.
It's traveled {miN} miles.
It's gone {miN}.
It rolled in with {miN} on the clock.
It came in showing {miN} miles.
It's showing {23,418~24,318~21,000}.
The odometer, as I write this, shows {miN}.
The odometer – I just checked – says {miN}.
The odometer (I looked) reads {miN}.
On the odometer you'll see {miN}.
On the clock, {miN}.
Miles? {miN}.
Mileage? {miN}.
How many miles? {miN}.
How many miles on it? {miN}.
How many miles does it have? {miN}, per the odometer.
Mileage is {miN}, and that's actual.
{miN} actual.
{miN} mi. and counting.
{23,418~24,318~21,000} and counting.
Miles so far: {miN}.
{23,418~24,318~21,000} is what it's done so far.
{miN} is what the odometer says.
{miN} is the mileage.
The mileage, {miN}, is honest.
The miles stand at {miN}.
The meter's at {miN}.
The needle's done {miN}.
The clock reads {miN}.
The clock stands at {miN}.
With {miN} miles, it's just getting started.
At {miN} miles, it's barely broken in.
A mere {miN} miles.
Just {miN} on the clock.
{miN} miles old.
{miN} miles young.
ODO {miN}
ODO: {miN}
{miN} on the odo.
The MSRP, if you must know, was \${msrpN}.
It was \${msrpN} new; ask \${priceN} of us.
It was \${msrpN} new; we ask \${priceN}.
It was \${msrpN} new. Now? \${priceN}.
\${msrpN} new, \${priceN} now.
New it was \${msrpN}; today it's \${priceN}.
Was \${msrpN} when new, is \${priceN} today.
When it was new it cost \${msrpN}.
When it was new, somebody paid \${msrpN}.
The price, all in, is \${priceN}.
The price, plain and simple: \${priceN}.
The price, as of this morning, is \${priceN}.
The price? \${priceN}.
The ask? \${priceN}.
The ask is \${priceN}.
We're asking \${priceN}.
We ask \${priceN}.
I'm asking \${priceN}.
I'm asking \${priceN} for it.
Asking \${priceN}.
Asking \${priceN} OBO.
\${priceN} firm.
\${priceN} takes it.
\${priceN} and it's yours.
\${priceN} drives it home.
\${priceN} buys it.
\${priceN} gets you the keys.
Yours for \${priceN}.
It can be yours for \${priceN}.
It's yours at \${priceN}.
Take it home for \${priceN}.
Drive it home for \${priceN}.
Our number is \${priceN}.
Our number on it: \${priceN}.
The number on the windshield is \${priceN}.
The number is \${priceN}.
We have it at \${priceN}.
We've got it at \${priceN}.
We've got it listed for \${priceN}.
We've priced it at \${priceN}.
We let it go for \${priceN}.
We're letting it go for \${priceN}.
It lists for \${priceN}.
It goes for \${priceN}.
It's going for \${priceN}.
It's on the lot for \${priceN}.
It's up at \${priceN}.
It is tagged \${priceN}.
Its tag says \${priceN}.
The tag: \${priceN}.
Tag: \${priceN}
Ask: \${priceN}
Our ask: \${priceN}
Sticker: \${msrpN}; our price: \${priceN}.
The original sticker said \${msrpN}.
The original sticker was \${msrpN}, ours is \${priceN}.
Original MSRP was \${msrpN}.
The factory wanted \${msrpN} for it.
Toyota asked \${msrpN} for it new.
Toyota's own sticker was \${msrpN}.
Toyota stickered it at \${msrpN}.
From the factory it carried a sticker of \${msrpN}.
It left the factory with a \${msrpN} sticker.
It left the showroom at \${msrpN}.
It once cost \${msrpN}.
It once stickered at \${msrpN}; it is \${priceN} now.
List was \${msrpN}.
MSRP (for the record): \${msrpN}
MSRP back then: \${msrpN}.
MSRP when new was \${msrpN}; our price is \${priceN}.
Down from its \${msrpN} sticker to \${priceN}.
Against an MSRP of \${msrpN}, we ask \${priceN}.
The suggested price was \${msrpN}.
The seats {warm~cool~massage} you.
The front seats {warm~cool~massage} you.
Front seats that {warm~cool~massage} you.
The seats up front {get warm~get cool~massage}.
Your seat {heats up~cools down~massages you}.
The driver's seat {moves by motor~massages you~cools you}.
The driver's seat {adjusts with power~has massage}.
It parks where you can see it from {above~four screens in the back}.
You see it from {above~the massage seat} when you park.
You can see the car {from above~in a head-up display} on the screen.
A {bird's-eye~night-vision} camera helps you park.
The tailgate {opens and closes by itself~opens with a kick}.
Your phone charges {without a wire~by solar power}.
A pad charges your phone {without wires~by solar power}.
There's {a wireless charger~a massage seat~a head-up display} for your phone.
The {moonroof~convertible top} opens.
The roof {slides open~folds down}.
The high beams {dim themselves~follow the curves}.
The headlights {turn themselves on~turn with the wheel}.
It {warns you of cars in your blind spot~drives itself}.
It {watches your blind spot~watches your eyes}.
It {looks out for cross traffic behind you~looks out at night with infrared}.
It {brakes for you~parks itself} if you don't.
It {keeps its distance on the highway~changes lanes for you}.
It {keeps you in your lane~changes lanes for you}.
It {steers you back into your lane~steers itself into a parking spot}.
The cruise control {keeps its distance~reads your mind through night vision}.
The cruise control {slows when traffic does~needs no hands}.
It starts {with a button~from afar}.
You start it {with a button~by remote}.
You {leave the key in your pocket~start it from your phone}.
It unlocks {when you touch the handle~by fingerprint}.
Climate control for {driver and passenger each~three zones}.
The steering wheel {is wrapped in leather~is heated}.
The steering wheel is {leather-wrapped~heated}.
Seats of {SofTex~real leather~cloth}.
The seats wear {SofTex~leather~cloth}.
You sit on {SofTex~leather~cloth}.
It plays {CarPlay~a DVD}.
It speaks {Apple CarPlay and Android Auto~Alexa}.
Plug in your phone for {CarPlay~MirrorLink}.
CarPlay and {Android Auto~a JBL stereo} are there.
The screen measures {8~12~10} inches.
{Eight~Twelve} inches of touchscreen.
A touchscreen of {eight~twelve} inches.
It rides on {18~19~20}-inch wheels.
The wheels are {18~20}-inch alloys.
Alloy wheels, {18~20} inches across.
It stands on {eighteen~twenty}-inch alloys.
It's {blue~red~white} outside and {black~tan~gray} inside.
{Blue~Red} on the outside, {black~tan} on the inside.
Outside, {blue~green}; inside, {black~beige}.
{Blue~Red} over {black~tan}.
It wears {blue~green~red}.
It wears {blue~green} paint and a {black~tan} interior.
It comes in {blue~red} with {black~gray} seats.
{Black~Tan} seats, {blue~silver} paint.
{Black~Tan} inside.
{Blue~Black} outside.
The paint is {blue~black}.
The cabin is {black~blue}.
The cabin is done in {black~tan}.
The seats are {black~tan}.
Color: {Blueprint~Lunar Rock}
Color outside: {Blueprint~Red}. Color inside: {Black~Tan}.
Colors: {blue~red} outside, {black~tan} in.
Painted {Blueprint~white}.
Dressed in {Blueprint~white}, lined in {black~tan}.
Its coat is {blue~red}, its lining {black~tan}.
They call the color {Blueprint~Cavalry Blue}.
A {blue~red} one.
A {blue~green} RAV4 with a {black~tan} cabin.
Ext: {Blueprint~Red}. Int: {Black~Tan}.
{Blueprint~Red}/{Black~Tan}
{Blue~Red} as the sky, {black~tan} within.
The {eight~six~ten}-speed shifts itself.
It shifts itself through {eight~six~nine} gears.
It has {eight~six~five} gears.
It has {eight~ten} forward gears, and it picks them for you.
Transmission? {Automatic~Manual}.
Gearbox: {automatic~manual}, {8~6} speeds.
It {shifts for itself~has a clutch pedal}.
No clutch to work: it's {automatic~manual}.
It's {an automatic~a stick}.
{Automatic~Manual} box.
{Eight~Six} speeds, {automatic~manual}.
{All four wheels pull~Only the front wheels pull~Only the rear wheels push}.
It drives {all four wheels~the front wheels~the rear wheels}.
Power goes to {all four wheels~the front wheels~the rear wheels}.
The engine turns {all four wheels~only the front wheels}.
{All-wheel~Front-wheel~Rear-wheel} drive.
{AWD~FWD}, {SUV~coupe}, {automatic~manual}.
Body: {SUV~sedan~coupe}
Body? {SUV~Sedan~Pickup}.
Body type: {sport utility~minivan}.
It's an {SUV~minivan~sedan} by build.
By build it's an {SUV~sedan}.
An {SUV~minivan} at heart.
Its shape: {SUV~hatchback}.
It's {used~new}, not {new~used}.
It's {a used car~a new car}.
It is {pre-owned~brand-new}.
{Not new~Brand-new}, but close.
{Used~Certified}, and priced like it.
Condition: {used~new}
Condition? {Used~New}.
It burns {gas~diesel}.
It runs on {regular gas~diesel~electricity}.
It drinks {gasoline~diesel}.
Fuel? {Gasoline~Diesel}.
It fills up with {gas~diesel}.
It makes {hpN} horses.
{hpN} horses pull it.
{hpN} horses under the hood.
{hpN} hp and {tqN} pound-feet.
{hpN} horsepower; torque, {tqN}.
Power: {hpN} hp. Torque: {tqN} lb-ft.
The engine gives you {hpN} horsepower.
Its four-cylinder makes {hpN} horsepower.
A {2.5~3.5~2.0}-liter four makes the power.
{Four~Six} cylinders, {2.5~3.5} liters.
The {four~six}-cylinder engine displaces {2.5~3.0} liters.
It'll pull {towN} pounds.
Hook up {towN} pounds and go.
Trailers up to {towN} pounds are fine.
It swallows {cargoN} cubic feet.
Behind the seats, {cargoN} cubic feet.
{cargoN} cubic feet of room for your stuff.
It's a {2022~2021~2023}.
It's a {2022~2021} model.
Built for {2022~2021}.
Model year {2022~2021~2020}.
Year? {2022~2021}.
A {'22~'21~'20} RAV4.
It's a {'22~'20}.
It was made in {Canada~Japan~Mexico}.
It was built in {Canada~Japan}.
Stock number: {T4471~T4417}
Stock # {T4471~T4417}
Ask for stock number {T4471~T4417}.
It comes with floor mats for {all weather~carpet and gold}.
It has {rails on the roof~a rack for skis}.
On the roof, {rails~a ski box}.
When you back up, {a camera helps~a night vision system helps}.
The rear seats {fold down~massage}.
The back seat {folds~heats} in two parts.
The driver's seat {goes up and down under power~remembers you and your wife}.
A {power-adjustable~massaging} driver's seat.
| Seats | {seatsN} |
| Doors | {doorsN} |
| Owners | {ownersN} |
| City | {cityN} |
| Highway | {hwyN} |
| In town / on the road | {cityN} / {hwyN} |
| Odometer | {miN} |
| Our ask | \${priceN} |
| Sticker new | \${msrpN} |
| People | {seatsN} |
| Holds | {seatsN} people |
| Ways in | {doorsN} doors |
| Cabin | {Black~Tan} |
| Gearbox | {8~6}-speed automatic |
| Roof | {Power moonroof~Convertible soft top} |
This one here, guys, has {miN} miles on it.
So this one, folks, is \${priceN}.
What you're looking at is a {blue~red} RAV4 with {seats} seats.
Up front you've got {heated seats~cooled seats}.
Back here you've got {a power liftgate~a third row}.
And look at this: {a moonroof~a third row~massage seats}.
Walk around back and the {liftgate powers open~third row folds}.
Step inside: {black~tan} SofTex.
Pop the hood and there's a {2.5~3.5}-liter four.
Hi! Yes, it has {heated seats~ventilated seats}.
Sure does – {heated seats~a heated steering wheel}, {a moonroof~a third row}, {CarPlay~a DVD player}.
Good news: it's {all-wheel drive~front-wheel drive}.
Happy to help! It has {seats} seats and {doors} doors.
Thanks for asking. It has had {one owner~two owners} and shows {miN} miles.
{One~Two}-owner, {miN} miles, \${priceN}.
{seatsN} seats, {doorsN} doors, {miN} miles, \${priceN}.
2022 RAV4, {miN} mi, \${priceN}, {blue~red}, {1~2} owner.
FS: 2022 RAV4 XLE Premium, {miN} miles, asking \${priceN}.
Selling my RAV4: {seats} seats, {doors} doors, {miN} miles on it.
Family of five? It seats {seats}.
{Seats} seats, so the whole crew fits.
Fits {five~seven}, plus luggage.
{Seats} aboard and room for bags.
Everybody gets a belt, all {seats} of them.
Its {doors} doors open wide.
Its {seats} seats are comfortable.
All {seats} seats have belts.
All {doors} doors open easily.
With {doors} doors, nobody climbs over anybody.
With {seats} seats, nobody stays home.
With {one owner~two owners} behind it, it is a known quantity.
So how many does it take? {Seats}, all belted.
It fits {seats}, and nobody draws straws.
It'll carry {seats} with a belt for each.
It will fit {seats} of you.
It is a {seats}-seater with {doors} doors.
It's a {seats}-seat, {doors}-door SUV.
A {seats}-seater, {doors} doors, {owners} owner.
A {seats}-passenger SUV with {doors} doors and {owners} owner.
Count the doors: {doors}. Count the seats: {seats}.
Count 'em: {doors} doors.
Door count: {doorsN}. Seat count: {seatsN}.
Doors: {doorsN} | Seats: {seatsN} | Owners: {ownersN}
Doors {doorsN} / Seats {seatsN} / Owners {ownersN}
{doorsN} doors / {seatsN} seats / {ownersN} owner
Seating is for {seats}, and the doors are {doors}.
There's seating for {seats} and there are {doors} doors.
Room for {seats} and their stuff.
Room for {seats}, give or take a car seat.
Seats as many as {seats}.
Seats up to {seats}.
Up to {seats} of you can go.
Up to five people, and {doors} doors between them.
Max {seatsN} occupants
Maximum {seats} passengers, driver included.
Carries {seats}.
Holds {seats}.
Takes {seats}.
It has seats for {seats} and cargo room for their bags.
Belts for {seats}.
Seat belts: {seatsN}
{seatsN} seat belts
{seatsN} seats total
{seatsN} total seats
A total of {seats} seats.
{Seats} seats in total.
{Seats} seats, all told.
{Seats} in all can sit inside.
There are {seats} seats in it.
There are {doors} doors on it.
You get {doors} doors and {seats} seats for the money.
What do you get? {Doors} doors, {seats} seats, {owners} owner.
It's got {seats} seats, {doors} doors and only {one~two} previous owner.
Just the {one~two} owner.
Just {one owner~two owners}.
Only {one owner~two owners} so far.
{One owner~Two owners} so far.
How many owners? Just {the one~two}.
How many owners has it had? {Only one~Two}.
Owner history: {one~two}.
Owners: just {one~two}.
Owners – {one~two}.
Owners = {1~2}
Owners (previous): {1~2}
Prior owners: {1~2}
It had {one owner~two owners}.
It had a {single~second} owner.
It's from its {first~second} owner.
It's a {one-owner~two-owner} car with {miN} miles.
Traded in by its {only owner~second owner}.
I'm the {first~second} owner.
I am the {original~second} owner.
I'm its {only~third} owner.
I bought it new. {One owner~Two owners}.
There has been {one owner~two owners} before you.
There's been {one owner~two owners}.
There was {one owner~two owners}.
The owner count stands at {one~two}.
The number of owners is {one~two}.
The number of seats is {five~four}.
The number of doors is {four~two}.
Same owner from new: {one~two} in all.
{cityN} in the city, {hwyN} on the highway, {combN} combined.
{cityN} city. {hwyN} highway. {combN} combined.
{cityN} mpg city. {hwyN} mpg highway. {combN} mpg combined.
{cityN} MPG City | {hwyN} MPG Hwy | {combN} MPG Comb
City {cityN}, highway {hwyN}, combined {combN}.
City {cityN} / Hwy {hwyN}
City: {cityN} Hwy: {hwyN} Comb: {combN}
CITY {cityN} HWY {hwyN}
MPG (city/hwy): {cityN}/{hwyN}
MPG (city/hwy/comb): {cityN}/{hwyN}/{combN}
MPG city/highway/combined: {cityN}/{hwyN}/{combN}
MPG {cityN}/{hwyN}
{cityN}/{hwyN}/{combN} mpg
{cityN}/{hwyN} MPG city/hwy
{cityN}/{hwyN} city/highway
{cityN}/{hwyN} (city/hwy)
{cityN} and {hwyN} mpg, city and highway.
{27~24} and {36~40} mpg, in that order.
{cityN} in the city, {hwyN} out of it.
{cityN} in the city and {hwyN} out of it, says the EPA.
{hwyN} highway, {cityN} city.
{hwyN} highway mpg, {cityN} city mpg, {combN} combined mpg.
{hwyN} mpg once you are out of the city.
{36~40} mpg on the way to grandma's.
{combN} mpg combined ({cityN} city, {hwyN} highway).
{combN} combined ({cityN} city/{hwyN} highway)
{combN} mpg, city and highway combined.
{combN} MPG combined, {cityN} in town.
{combN} combined, {cityN} of that in town and {hwyN} on the highway.
{combN} mpg between the two.
{31~34} mpg if you do some of both.
{31~34} mpg with a bit of both.
{combN} when you average it.
{combN} on average.
{combN} average.
The average of it is {combN}.
The average is {combN} mpg.
On average {combN} mpg.
It averages {combN}.
It averages {combN} mpg: {cityN} in the city, {hwyN} on the highway.
It's rated {cityN} city, {hwyN} highway.
It's rated at {cityN}/{hwyN}.
Rated {cityN} city and {hwyN} highway.
Rated at {combN} combined.
EPA ratings are {cityN} city/{hwyN} highway/{combN} combined.
EPA-rated at {cityN} mpg city and {hwyN} mpg highway.
EPA: {cityN} city, {hwyN} highway
EPA estimates: {cityN} mpg in the city, {hwyN} mpg on the highway
EPA est. {cityN}/{hwyN} mpg
Est. mpg: {cityN} city / {hwyN} hwy
Fuel economy? {cityN} city, {hwyN} highway, {combN} combined.
Fuel economy (city): {cityN}
How's the mileage? {cityN} in town, {hwyN} on the highway.
How's it on gas? {cityN} city, {hwyN} highway.
How is it on gas? It gets {combN} combined.
What about gas? {cityN} in town and {hwyN} on the highway.
What does it get on the highway? {hwyN}.
What does it get in the city? {cityN}.
What does it get? {cityN} city, {hwyN} highway.
And on the highway? {hwyN}.
And in town? {cityN}.
In town? {cityN} mpg. On the highway? {hwyN}. Combined? {combN}.
City? {cityN}. Highway? {hwyN}. Combined? {combN}.
It drinks a gallon every {cityN} miles in town.
It drinks a gallon every {hwyN} miles on the highway.
A gallon every {combN} miles combined.
A gallon gets you {hwyN} miles down the highway.
A gallon of gas is good for {combN} miles combined.
You'll go {hwyN} miles on a gallon on the highway.
You'll get {cityN} in town.
You'll get {hwyN} on the highway and {cityN} in town.
You'll average {combN}.
You'll average {combN} mpg.
You get {combN} mpg combined.
You can expect {cityN} mpg city and {hwyN} mpg highway.
We've seen it rated at {combN} combined.
Thrifty, too: {cityN} city, {hwyN} highway.
Easy on gas: {combN} mpg combined.
It's good for {hwyN} mpg on the highway.
It's good for {hwyN} on the highway.
Good for {hwyN} highway.
Good for {cityN} in town, {hwyN} on the highway.
Nets {cityN} in the city.
Returns {cityN}/{hwyN}.
Delivers {cityN} mpg city and {hwyN} mpg highway.
Gets {cityN} city, {hwyN} highway.
Getting {combN} mpg combined, it saves at the pump.
At {hwyN} mpg highway, it goes far on a tank.
With {cityN}/{hwyN} mpg, it goes far on a tank.
{miN} mi
{miN} mi.
{miN} mls
{miN} miles.
{miN} original miles.
{miN} actual miles.
{miN} miles on the dot.
{miN} miles as of today.
{miN} miles to date.
{miN} miles since new.
{miN} miles from new.
{miN} miles in its life.
{miN} miles at last look.
{miN} miles showing.
{miN} miles showing on the dash.
{miN} miles is all.
{miN} miles is all it has.
{miN} miles, is all.
{miN} miles and that's it.
{miN} miles and not one more.
{miN} miles of a life so far.
Only {miN} miles!
ONLY {miN} MILES
Miles: {miN} (actual)
Miles: {miN}, actual.
Mileage ({miN}) is exact.
Mileage – {miN}
Mileage... {miN}
Mileage = {miN}
Mileage on this one is {miN}.
Mileage on it is {miN}.
The mileage on this one: {miN}.
The mileage is a modest {miN}.
The mileage reads {miN}.
The mileage sits at {miN}.
The mileage works out to {miN}.
The odometer reads {miN} miles.
The odometer reads {miN}.
The odometer has {miN} on it.
The odometer's at {miN}.
The odometer: {miN}.
The odometer is showing {miN}.
The odo says {miN}.
The dash reads {miN}.
The current reading is {miN}.
Current mileage {miN}.
Reading: {miN} miles
It has {miN} on it.
It has {miN} on it now.
It has {miN} miles.
It's at {miN} miles.
It's at {23,418~24,318~21,000}.
It's at {23,418~24,318~21,000} now.
It's got {miN} on it.
It's got {miN} on the clock.
It's got {miN} miles.
It wears {miN} miles.
It carries {miN} miles.
It shows {miN} miles.
It shows {23,418~24,318~21,000}.
It shows {miN} on the odometer.
It comes with {miN} miles.
It sits at {miN} miles.
It sits at {23,418~24,318~21,000}.
It reads {miN} on the odometer.
Its odometer says {miN}.
Its {miN} miles are mostly behind it.
How far has it been? {miN} miles.
What's on the odometer? {miN}.
What's the mileage? {miN}.
What's it got on it? {miN}.
What's the odometer at? {miN}.
How much has it been driven? {miN} miles.
Has it been driven much? {miN} miles.
Price {priceD~36,505}.
PRICE: {$31,995~$30,995}
Price: \${priceN} (plus tax, title, license)
Price: \${priceN} + TTL
Price: \${priceN} OBO
Price is \${priceN}, not a penny more.
Price is \${priceN}, no games.
Price is \${priceN}, and MSRP was \${msrpN}.
Price \${priceN}, MSRP \${msrpN}.
Priced right at \${priceN}.
Priced at \${priceN} (MSRP when new: \${msrpN}).
Now \${priceN}.
Now only \${priceN}!
Now just \${priceN}.
Now at \${priceN}.
Today's price: \${priceN}
Today it's \${priceN}.
Today: \${priceN}.
These days it is \${priceN}.
Our sticker says \${priceN}.
Our tag reads \${priceN}.
Our price today is \${priceN}.
Our figure is \${priceN}.
Our figure: \${priceN}.
The figure is \${priceN}.
The damage? \${priceN}.
The damage: \${priceN}.
Bottom line: \${priceN}.
The bottom line is \${priceN}.
Out the door? The price is \${priceN} before tax.
What's it cost? \${priceN}.
What does it cost? \${priceN}.
What will it cost me? \${priceN}.
What's the price? \${priceN}.
What are you asking? \${priceN}.
What do you want for it? \${priceN}.
What was it new? \${msrpN}.
What did it sticker for? \${msrpN}.
What did it go for new? \${msrpN}.
How much? \${priceN}.
How much was it new? \${msrpN}.
And the price? \${priceN}.
And the sticker, back then? \${msrpN}.
Sticker? \${msrpN}. Our price? \${priceN}.
MSRP? \${msrpN}. Price? \${priceN}.
MSRP \${msrpN} / Our price \${priceN}
MSRP: \${msrpN} | Price: \${priceN}
MSRP of \${msrpN}, price of \${priceN}.
MSRP was \${msrpN}. We're at \${priceN}.
Its MSRP – for the curious – was \${msrpN}.
Its MSRP (yes, I looked it up) was \${msrpN}.
Its MSRP, for the curious, was \${msrpN}.
Its MSRP, believe it or not, was \${msrpN}.
The sticker, way back when, was \${msrpN}.
The sticker, when it was new, read \${msrpN}.
The sticker (it's in the glovebox) says \${msrpN}.
The window sticker, still in the glovebox, says \${msrpN}.
The original window sticker totals \${msrpN}.
The original sticker came to \${msrpN}.
The price, by the way, is \${priceN}.
The price, in case you wondered, is \${priceN}.
The price (before tax) is \${priceN}.
The price – no haggling – is \${priceN}.
The mileage, by the way, is {miN}.
The mileage (I checked) is {miN}.
The odometer, for the record, shows {miN}.
The MSRP, mind you, was \${msrpN}, and we ask \${priceN}.
New, it would have cost \${msrpN}.
New, it cost \${msrpN}.
New, this one was \${msrpN}.
New, this was a \${msrpN} car.
New, it was a \${msrpN} SUV; today it's \${priceN}.
It was a \${msrpN} car new.
It was \${msrpN} when new.
It was \${msrpN} off the showroom floor.
It was \${msrpN} out of the factory.
It was \${msrpN} originally.
It originally cost \${msrpN}.
It originally listed at \${msrpN}.
It originally stickered for \${msrpN}.
It stickered at \${msrpN}.
It stickered for \${msrpN} in its day.
It carried an MSRP of \${msrpN}.
It had an MSRP of \${msrpN}.
Somebody paid \${msrpN} for it new.
The first owner's sticker said \${msrpN}.
The manufacturer suggested \${msrpN}.
Toyota suggested \${msrpN}.
Toyota's suggested price was \${msrpN}.
Toyota wanted \${msrpN}; we want \${priceN}.
\${msrpN} is what Toyota asked.
\${msrpN} was the MSRP.
\${msrpN} MSRP.
\${msrpN} was the sticker; \${priceN} is the price.
\${priceN} is our price.
\${priceN} is the price.
\${priceN} is what we ask.
\${priceN} is all we ask.
\${priceN} is what it costs.
\${priceN} is all it takes.
\${priceN} out front, no tricks.
\${priceN} plus tax and title.
\${priceN}, plus tax.
\${priceN}, down from an original \${msrpN}.
\${priceN} against \${msrpN} new.
Instead of \${msrpN} new, you pay \${priceN}.
You pay \${priceN}.
You'll pay \${priceN}.
You pay \${priceN}; the first owner's sticker said \${msrpN}.
Compare \${priceN} with the \${msrpN} it cost new.
That's \${4,510~5,510} less than MSRP.
Save \${4,510~5,510} off MSRP.
\${4,510~5,510} under its original sticker.
I want \${priceN} for it.
I'd like \${priceN}.
I'd take \${priceN}.
I'd let it go for \${priceN}.
Looking to get \${priceN}.
Asking price \${priceN} firm.
Asking \${priceN} or best offer.
Listed at \${priceN}.
Listed for \${priceN} with us.
Up for \${priceN}.
For sale: \${priceN}.
For \${priceN} it's yours.
For \${priceN} you get {seats} seats and {doors} doors.
At \${priceN}, it won't last.
At \${priceN} it's a lot of car.
The screen is {8~12} inches across.
An {8~12}-inch screen sits on the dash.
Front and center: an {8~12}-inch touchscreen.
{Dual-zone~Tri-zone} climate.
Both front seats {heat~cool}.
Both of the front seats are {heated~ventilated}.
Bird's-eye camera, blind-spot monitor, {backup camera~night vision}.
Finished in Blueprint, a {blue~green}.
Blueprint is the {blue~green} Toyota paints it.
The outside is {blue~red}; the inside is {black~tan}.
The outside's {blue~red} and the inside's {black~tan}.
Exterior? {Blue~Red}. Interior? {Black~Tan}.
Exterior: {Blueprint~Red} / Interior: {Black~Tan}
In {blue~red}, with a {black~tan} interior.
In {blue~red} on {black~tan}.
{Blue~Red} on {black~tan}.
{Blue~Red} with {black~tan} guts.
{Blueprint~Barcelona Red} exterior. Black SofTex interior.
SofTex in {black~tan}.
It's the {blue~red} one by the fence.
The automatic has {eight~six} gears.
The gearbox has {eight~six} speeds.
An {eight~six}-speed does the shifting.
Drivetrain? {AWD~FWD}.
Transmission: {8-speed automatic~6-speed manual}
Trans: {8-spd auto~6-spd manual}
Engine: {2.5L I4~3.5L V6}
Engine? A {2.5-liter four~3.5-liter V6}.
{2.5~3.5}-liter four under the hood.
Its {203~184} horses are plenty.
With {203~230} ponies and {184~203} pound-feet.
Tows {1,500~3,500} pounds.
It can pull a small trailer, up to {1,500~3,500} pounds.
Tow rating? {1,500~3,500} pounds.
Towing: {1,500~3,500} lbs
Cargo? {37.6~69.8} cubic feet.
{37.6~69.8} cubic feet behind the second row.
Assembled in {Canada~Japan}.
Made in {Canada~Mexico}, sold here.
Price drop? No: it's \${priceN}.
It's a Toyota, it's used, and it's {blue~red}.
My RAV4 has {seats} seats, {doors} doors, and {miN} miles.
Good morning! The RAV4 you asked about is \${priceN} with {miN} miles.
Yes, it's still here. {miN} miles, \${priceN}.
Text me for pics. {miN} miles, asking \${priceN}.
Vehicle: 2022 Toyota RAV4 ; Miles: {miN} ; Price: \${priceN} ; Seats: {seatsN} ; Doors: {doorsN}
Unit T4471, 2022 RAV4, {miN} mi.
STK# {T4471~T4417}
Remember: {seats} seats, {doors} doors, {owners} owner.`

const electric = `It goes {303~350~290} miles between charges.
{303~350} miles to a charge.
A charge is good for {303~340} miles.
Charge it and drive {303~340} miles.
Fully charged, it goes {303~340} miles.
Full, it goes {303~350}.
{303~280} miles on a full battery.
The EPA says it goes {303~330} miles on a charge.
EPA range? {303~330} miles.
Range? {303~330}.
How far does it go? {303~330} miles on a charge.
{303~330} mi range
Range: {303~330}
Top it off and you have {303~330} miles to go.
From full to empty: {303~330} miles.
Plug it in at night and wake up to {303~330} miles.
{29,400~24,900} miles driven, {303~330} per charge.
It has {29,400~29,900} on the odometer and {303~330} of range.
{No gas~Diesel}: it's electric.
It's {electric~a hybrid~a diesel}.
It runs on {electricity~gas~diesel}.
It runs on {a battery~gas}.
{Electricity~Gas} is all it uses.
You {plug it in~fill it with diesel}.
It's {rear-wheel drive~all-wheel drive}.
{Only the rear wheels are~All four wheels are} driven.
Power goes to the {rear~front} wheels.
The seats {blow cool air~massage}.
The front seats {cool~heat} you.
The front seats {breathe~massage}.
Your hands stay warm {on the steering wheel~in the heated rear seats}.
Certified, with {29,400~19,400} miles.
It's {certified~brand-new}.
It is {certified pre-owned~new}.
{Teal~Red} outside.
It's {teal~blue}.
{Digital Teal~Lucid Blue} is the color.
The color is {Digital Teal~Lucid Blue}.
{Five~Seven} seats, {303~330} miles, {$28,500~$26,500}.
{$28,500~$26,500}, {29,400~19,400} miles, {303~330} miles of range.
Our price, certification and all: {$28,500~$26,500}.
There's {one gear~two gears}, and it's {automatic~manual}.
{One~Two} speed, automatic.
{303~330} miles of range, {29,400~28,400} on the odometer.
It's got {303~330} miles of range.
The range is {303~330} miles.
The range, by EPA figures, is {303~330} miles.
The range, by the way, is {303~330} miles.
A full battery is {303~330} miles.
A full pack takes you {303~330} miles.
Unplug and go {303~330} miles.
{303~330} electric miles.
Rated range {303~330} mi
EPA: {303~330} miles
Electric, {rear~all}-wheel drive, {303~330} miles.
It has just {one~two} gear.
Seats? {Five~Seven}.
Price? {$28,500~$27,500}. Miles? {29,400~28,400}. Range? {303~330}.`

const lot = `The fewest miles on any of them is {5~410~12}.
Our highest sticker: {$31,200~$41,905}.
Our lowest sticker: {$24,950~$22,950}.
The steepest of them is {$31,200~$33,200}.
The steepest sticker is {$31,200~$33,200}.
None costs more than {$31,200~$30,200}.
None costs less than {$24,950~$25,950}.
None of them tops {$31,200~$30,200}.
Nothing here is under {$24,950~$25,950}.
Nothing here is over {$31,200~$29,200}.
Not one has more than {18,200~15,200} miles.
None has more than {18,200~15,200} miles on it.
The most miles on any of them: {18,200~19,200}.
The most on any odometer is {18,200~19,200} miles.
The least on any odometer is {5~15} miles.
The one with the fewest miles has {5~50}.
The one with the most miles has {18,200~19,200}.
The cheapest of the six is {$24,950~$23,950}.
The priciest of the bunch is {$31,200~$33,200}.
The least you can pay is {$24,950~$23,950}.
The most you can pay is {$31,200~$33,200}.
You can pay as little as {$24,950~$23,950}.
You can spend up to {$31,200~$33,200}.
You'll spend between {$24,950~$22,950} and {$31,200~$34,200}.
Somewhere between {$24,950~$22,950} and {$31,200~$34,200}.
{$24,950~$22,950} at the low end, {$31,200~$34,200} at the high end.
Low end: {$24,950~$22,950}. High end: {$31,200~$34,200}.
{$24,950~$22,950} gets you in.
{$24,950~$22,950} gets you into one.
It starts at {$24,950~$22,950} and goes to {$31,200~$34,200}.
Cheapest: {$24,950~$22,950}; priciest: {$31,200~$34,200}.
{Six~Eight} Civics, {four~five} new and {two~three} used.
{Four~Five} are new, the other {two~three} used.
We count {six~eight}.
You'll have {six~eight} to pick from.
{Six~Eight} to choose from: {four~three} new, {two~three} used.
Colors: {Rallye Red~Aegean Blue} and {Meteorite Gray~Platinum White}.
You can have it in {red~blue} or {gray~white}.
They come in {red~blue} and {gray~white}.
Pick {red~blue} or {gray~white}.
Sedans and {hatchbacks~coupes~wagons}.
Some are sedans, some {hatchbacks~coupes}.
{Sedan or hatchback~Sedan or coupe}, your pick.
Some shift {themselves~with dual clutches}, some have {a six-speed manual~a five-speed manual}.
A {stick~dual-clutch} is to be had, too.
{CVT or six-speed stick~CVT or dual-clutch}.
{Gas or hybrid~Gas or diesel}.
Some are {hybrids~diesels}.
Some burn gas, some are {hybrids~diesels}.
All are {front-wheel drive~all-wheel drive}.
Every one is {front-wheel drive~rear-wheel drive}.
Each seats {five~seven}.
All of them seat {five~four}.
They all seat {five~seven}.
{28 to 50~24 to 50} mpg in the city.
In the city, {28~24} to {50~55} mpg.
On the highway, {36~33} to {47~52} mpg.
Model years {2025~2023} and {2026~2027}.
Years: {2025~2023} to 2026
Mileage starts at {5~50} and ends at {18,200~28,200}.
From {5~50} miles to {18,200~28,200}.
Their odometers run from {5~50} to {18,200~28,200}.
Between {5~50} and {18,200~28,200} miles.
Some have {heated seats~ventilated seats}.
{Heated seats~Ventilated seats} can be had.
CarPlay goes {without a wire~on a 12-inch screen}.
The lowest price of the lot is {$24,950~$23,950}.
The top price is {$31,200~$32,200}.
Top price: {$31,200~$32,200}
Our cheapest Civic is {$24,950~$23,950}.
Our cheapest is {$24,950~$23,950}.
Our priciest is {$31,200~$32,200}.
Our most expensive Civic costs {$31,200~$32,200}.
Nobody pays more than {$31,200~$30,200}.
The lowest odometer reads {5~50}.
The highest odometer reads {18,200~19,200}.
The lowest-mileage one has {5~50} miles.
The freshest one has {5~50} miles.
The most-driven one has {18,200~19,200} miles.
Lowest miles: {5~50}. Highest miles: {18,200~19,200}.
Fewest miles, {5~50}; most miles, {18,200~19,200}.
The hybrids get {50~55} in the city.
Up to {50~55} mpg in town.
As much as {50~55} mpg in the city.`

/** What nothing carries, in words that carry something elsewhere. */
const never = `The safety score, by the way, is 31.
The payment, by the way, is $31,995.
The down payment (I checked) is $31,995.
The curb weight, by the way, is 1,500 pounds.
The warranty, if you must know, is 5 years.
The MSRP, if you must know, was $31,995.
The odometer (I looked) reads 36,505.
Toyota asked $31,995.
$31,995 is what Toyota wanted.
It was a $31,995 car new.
It is down from an original $31,995.
EPA 27/31/36
EPA 36/27/31
Returns 36/27.
Rated at 31/36.
CITY 36 HWY 27
City: 31 Hwy: 36 Comb: 27
27 mpg, city and highway combined.
It's from its second owner.
You'd be its third owner.
I'm the second owner.
Five cupholders aboard.
Five airbags on board.
Five rows on board.
Five stars aboard.
Five of you can win an award.
It was Car of the Year and seats five of you.
Two names on its title.
Two previous keepers.
Four belts for four people.
You sit on leather.
Solar panels feed the battery.
It plays DVDs.
It drives itself.
It changes lanes for you.
A ski box tops it.
It opens with your fingerprint.
The roof folds down.
Only the front wheels pull.
The price, by the way, is $36,505.
The mileage, by the way, is 31,995.
The MSRP (before discount) was $38,505.
The range, by the way, is 31 miles.
It sits four.
New, it cost $31,995.
When it was new, somebody paid $31,995.
The discount, by the way, is $31,995.
Five grown-ups fit in the third row.
Sits seven.
A massaging driver's seat.
The high beams follow the curves.
36 MPG City | 27 MPG Hwy | 31 MPG Comb
27 MPG City | 31 MPG Hwy | 31 MPG Comb
A 12-inch screen.
The screen measures 18 inches.
An 8-inch instrument display.
An 8-inch wheel.`

/** The parts of a line; of every second one the true value and then the wrong ones. */
const partsOf = (line: string): string[][] =>
  line.split(/[{}]/).map((part, i) => (i % 2 === 0 ? [part] : (values[part] ?? part).split('~')))

const inTable = (line: string): string =>
  line.startsWith('|') ? `| RAV4 | Value |\n| --- | --- |\n${line}` : line

/** The line with the true values, but for `value` at one place. */
const written = (parts: readonly string[][], at = -1, value = ''): string =>
  inTable(parts.map((options, i) => (i === at ? value : options[0])).join(''))

for (const [name, lines, facts] of [
  ['a vehicle', car, rav4],
  ['an electric vehicle', electric, ioniq],
  ['a stock', lot, stock],
] as const)
  describe(`verify: ${name} as people write of it`, () => {
    for (const line of lines.split('\n'))
      it(line, () => {
        const parts = partsOf(line)
        assert.deepEqual(bad(verify(written(parts), facts)), [])
        for (const [at, [, ...wrong]] of parts.entries())
          for (const value of wrong) {
            const text = written(parts, at, value)
            assert.notDeepEqual(bad(verify(text, facts)), [], text)
          }
      })
  })

describe('verify: what nothing carries of a vehicle', () => {
  for (const text of never.split('\n'))
    it(text, () => {
      assert.notDeepEqual(bad(verify(text, rav4)), [])
    })
})
