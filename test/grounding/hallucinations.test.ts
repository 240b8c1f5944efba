import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { verify } from '#grounding/index.ts'
import { bad, crv, ioniq, stock } from './facts.ts'

// What language models add to copy about vehicles when nobody checks. None of it is in the facts.
const ofCrv = `The cabin fits eight adults.|It sleeps four.|Seats up to 7.|It has half a dozen seats.|This SUV holds seven.|It has three rows.|It pulls strongly thanks to its big V6.
Its six-cylinder is smooth.|The engine makes nearly 200 horses.|It sprints to 60 mph in 7 seconds.|Top speed is 120 mph.|It returns 40 MPG.|It gets 40 mpg on the freeway.
Fuel economy: 40 city.|EPA rated at 40 city / 45 hwy.|Odometer: 8,500.|Just 8.5k on the clock.|Low mileage example.|Fewer than 10,000 miles.|Priced under $25K.
Asking only 29,995.|Retail price was $40,000.|You save over $6,000.|Yours for $450/month.|With 10% down.|Now $2,000 less than market value.|Below market price.
It is a 2022 model.|A '22 model.|This is a Lexus-built SUV.|Rivals like the Mazda CX-5 fall short.|It is based on the Acura RDX.|Same platform as Acura.|This Touring model adds more.
In Sport trim.|The Hybrid Sport Touring version.|It is front wheel driven.|Power goes to the front wheels.|It is 2WD.|Shift your own gears with ease.|A ten-speed gearbox.
Its dual-clutch gearbox is quick.|It runs on diesel.|A mild-hybrid system assists.|It plugs in at home.|This coupe-like shape pleases.|The convertible top drops.|Painted jet black.
Wearing Sonic Gray Pearl.|Ruby Flare Pearl paint shines.|The saddle brown leather is soft.|With tan upholstery.|It has red brake calipers.|Never titled.|Sold as a CPO.
It carries Honda's 7-year powertrain coverage.|One previous owner.|Carfax shows no issues.|Zero accidents.|No damage reported.|It has always been garaged.
All maintenance records are on file.|It passed our 182-point check.|Two sets of keys.|New brakes and rotors.|Fresh oil change.|It holds 39 cubic feet of cargo.
Ground clearance is 8.2 inches.|Towing capacity: 3,500 lbs.|It weighs 3,400 lb.|A 14-gallon tank.|It has ten airbags.|It has a 360-degree camera.|There is a head-up display.
The panoramic glass roof is stunning.|Ventilated seats keep you cool.|The heated wheel is nice.|Rear seats are heated too.|Wireless CarPlay works well.|A Burmester stereo sounds rich.
Seven speakers fill the cabin.|It has a 12.3-inch screen.|Built-in Google Maps.|SiriusXM is included.|Air suspension smooths the road.|A locking rear diff helps off-road.
Skid plates protect it.|Sport seats hug you.|Vegan leather looks good.|Third-row seats fold flat.|A built-in refrigerator.|Night vision helps.|It can drive itself with Autopilot.
Nothing beats it.|On price, nobody offers a better deal.|Around here you won't find better.|It is our top pick.|Nobody offers a better deal.|Hands down the finest.|Far superior to others.|The smartest buy around.|Ranked among the top SUVs.|Voted car of the year.|Loved by critics.
Edmunds gives it an 8.2.|According to Consumer Reports it is reliable.|"Simply a great car to own," says Bob.|Thousands of customers trust us.|We sell more Hondas than anyone.|Open 24/7.
Open until 9 pm on Saturdays.|We have 45 of them.|Dozens in stock.|Call 888-555-1234.|Find us on Lamar Boulevard.|We are at 99 Elm Ave.|Located in San Marcos.|Near Waco, Texas.
Our sister store, Big Bend Toyota, agrees.|Visit bigbend.com.|Made in Ohio.|Imported from Canada.|It was imported from Canada.|It was shipped from Japan.|Assembled in Mexico.|Free oil changes forever.|Lifetime warranty included.
Buy one, get maintenance at no charge.|Offer ends May 31.|0% financing for 72 months.|Guaranteed credit approval.|It has a tow rating of 5,000 pounds.|Does not have a sunroof.|No Apple CarPlay here.
It lacks all-wheel drive.|It isn't a used car.|Its battery lasts 300 miles.|It charges in 30 minutes.|0 accidents, 1 owner.|The tires are brand new.|It has less than half the miles of others.
Built to last 200,000 miles.|It's a certified vehicle.|It has an upgraded suspension.|Comes with a bike rack and roof box.|It has a V-6.|This i-VTEC engine revs.|It makes 190 at 5,600 rpm.`

const ofStock = `The Civic starts at $23,950 nationwide.|Civic prices begin at $22,000.|We stock 25 Civics.|There are ten Civics on the lot.|Over a dozen Civics are here.|You will find 3 certified Civics.
The Civic comes with all-wheel drive.|Every Civic has a sunroof.|The Si makes 200 horsepower.|The Type R is the fastest.|The Civic Type R is here.|The Civic Black Edition is here.
The Civic Hatchback starts at $27,000.|It comes in Sonic Gray Pearl.|Colors include Boost Blue.|It gets up to 42 mpg on the highway.|The 2024 Civic had a facelift.|Highway economy reaches 49 mpg.
The average price is $27,500.|Mileage tops out at 25,000.|Civics have been built since 1972.|The Civic outsells the Corolla.|Honda Sensing is standard.|Wireless charging comes on the Touring.
The hybrid makes 200 hp combined.|The Civic is a 2025 10Best winner.|Its 5-star rating is reassuring.|Insurance Institute awards matter.|Civic owners keep their cars for 11 years.|67% of owners agree.
Studies show owners are happy.|It holds 14.8 cubic feet.|Diesel models are available.|The eight-speed automatic is smooth.|Four of the six are hybrids.|Visit our Round Rock showroom.|Our Dallas location has more.
Open Monday to Saturday, 9 to 6.|Rates from 3.9% APR.|Lease for $249 per month.|First-time buyers save $500.|Military discount available.|Honda has a 3-year/36,000-mile warranty.
We deliver free within 50 miles.|We are the only Honda dealer in Austin.|We're Central Texas's top Honda dealer.|Lone Star Honda has served Austin for 30 years.|A family business since 1978.
Voted best dealer by the Austin Chronicle.|More than 1,000 five-star reviews.|Ask for Maria in sales.`

const ofIoniq = `Boasting a range of 350 miles.|The 77.4 kWh battery is big.|It charges from 10 to 80 percent in 18 minutes.|Dual motors make 320 hp.|AWD keeps it planted.|This IONIQ 5 Limited has it all.
It has the SE trim.|Only 19,400 miles.|It is the 2024 model.|Bose audio fills the cabin.|It has heated rear seats.|The sunroof opens wide.|It's a brand new EV.|The hybrid system is smooth.
It's a plug-in.|Its gas engine is smooth.|MSRP was $45,000.|It qualifies for a $7,500 tax credit.|It has a 10-year battery warranty.|V2L is included.|Its twin 12.3-inch screens glow.|World Car of the Year winner.`

// Advice and courtesies that say nothing of a vehicle, a stock or a dealer.
const neutral = `Take it for a drive and see how the steering feels.|The driver's seat has a clear view over the hood.|Your phone connects in seconds.|Fold the rear seats when you need more room.
Bring the kids, the dog and the stroller.|It is a comfortable place to spend an hour in traffic.|There is plenty of headroom for tall passengers.|The cargo area swallows a week of groceries.
Road noise stays low at highway speed.|You can rest your arm on the center console.|Our team is happy to answer your questions.|Come in for a test drive today.|We look forward to meeting you.
Stop by the showroom or schedule online.|Ask to see the window sticker.|Photos show the actual vehicle.|Availability can change, so call before you visit.|Mileage, price and equipment are subject to verification.
Please confirm the details with the dealer.|A vehicle like this rewards a careful look.|Its size makes parking simple.|City streets and open highways both suit it.|Parents will like the wide rear doors.
The steering wheel tilts to fit you.|All the controls are close at hand.|It brakes with confidence.|The suspension soaks up rough pavement.|Compare it with other vehicles on your list.
Insurance costs vary by driver and ZIP code.|Fuel costs depend on how you drive.|Every trim has its own mix of equipment.|A longer test drive tells you more than a short one.|The odometer tells you how far a car has gone.
MSRP is the price that the manufacturer suggests.|Look at the tires, the brakes and the battery.|It is one of the vehicles on our lot.|Each one has photos and a full list of features.|Learn what sets each trim apart.
The first thing to check is the driving position.|Start with two or three models.|Most shoppers start online.|The more you know, the easier the choice.|It feels at home on a gravel road.|The doors open wide.
The ride is smooth and quiet.|There is no pressure to buy.|No two drivers are alike.|Never skip the test drive.|Always wear a seat belt.|Not sure where to start? We can help.|Green light, and it moves off smoothly.
The price you see is listed on our site.|Figures come from the inventory feed.|EPA estimates are for comparison; your mileage will vary.|Prices exclude tax, title, license and fees.|See dealer for details.`

const lines = (text: string): string[] => text.split(/[|\n]/)

for (const [name, text, facts] of [
  ['CR-V', ofCrv, crv],
  ['stock', ofStock, stock],
  ['IONIQ 5', ofIoniq, ioniq],
] as const)
  describe(`verify flags what the facts about the ${name} do not say`, () => {
    for (const line of lines(text)) it(line, () => assert.notDeepEqual(bad(verify(line, facts)), []))
  })

describe('verify leaves advice and courtesies alone', () => {
  for (const line of lines(neutral))
    it(line, () => {
      assert.deepEqual(bad(verify(line, crv)), [])
      assert.deepEqual(bad(verify(line, stock)), [])
    })
})
