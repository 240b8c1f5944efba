import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { verify } from '#grounding/index.ts'
import { fact } from './facts.ts'

/** [as a feed writes it, as a text says it] */
const carried: [string, string][] = [
  ['Heated front seats', 'heated seats'],
  ['Heated Driver & Passenger Seats', 'heated front seats'],
  ['Front Heated Seats', 'seat heaters'],
  ['Heated/Ventilated Front Seats', 'ventilated front seats'],
  ['Heated and Cooled Front Seats', 'heated front seats'],
  ['Heated and Cooled Front Seats', 'cooled seats'],
  ['Heated & Ventilated Front Seats', 'heated and ventilated front seats'],
  ['Power Driver Seat', 'a power driver’s seat'],
  ['8-Way Power Driver Seat w/Lumbar', 'an 8-way power driver seat'],
  ['8-Way Power Driver Seat w/Lumbar', 'lumbar support'],
  ['Driver Memory Seat', 'memory seat settings for the driver'],
  ['Leather Seat Trim', 'leather upholstery'],
  ['Leather-Trimmed Seats', 'leather seats'],
  ['Perforated Leather-Trimmed Seats', 'leather seating'],
  ['Power Moonroof', 'a sunroof'],
  ['Sunroof/Moonroof', 'a moonroof'],
  ['Panoramic Moonroof', 'a panoramic sunroof'],
  ['Panoramic Sunroof', 'a sunroof'],
  ['Vista Roof', 'a panoramic roof'],
  ['Blind Spot Monitor', 'blind-spot monitoring'],
  ['Blind Spot Information System w/Cross Traffic Monitor', 'a blind spot warning'],
  ['Blind Spot Information System w/Cross Traffic Monitor', 'rear cross-traffic alert'],
  ['BLIS', 'blind spot detection'],
  ['Adaptive Cruise Control (ACC)', 'adaptive cruise control'],
  ['Dynamic Radar Cruise Control', 'adaptive cruise control'],
  ['Smart Cruise Control w/Stop & Go', 'cruise control'],
  ['Lane Departure Warning', 'a lane departure alert'],
  ['Lane Keeping Assist System', 'lane-keep assist'],
  ['Forward Collision Warning', 'forward-collision alert'],
  ['Automatic Emergency Braking', 'automatic emergency braking'],
  ['Exterior Parking Camera Rear', 'a backup camera'],
  ['Rear View Camera', 'a rearview camera'],
  ['Back-Up Camera', 'a reverse camera'],
  ['Surround View Monitor', 'a 360-degree camera'],
  ['360° Camera', 'a surround-view camera'],
  ['Front & Rear Parking Sensors', 'front parking sensors'],
  ['Front & Rear Parking Sensors', 'rear parking sensors'],
  ['Parking Sensor System', 'parking sensors'],
  ['Apple CarPlay/Android Auto', 'Apple CarPlay and Android Auto'],
  ['Wireless Apple CarPlay', 'Apple CarPlay'],
  ['Bluetooth® HandsFreeLink®', 'Bluetooth'],
  ['Navigation System', 'built-in navigation'],
  ['GPS Navigation', 'a navigation system'],
  ['SiriusXM Satellite Radio', 'satellite radio'],
  ['AM/FM radio: SiriusXM', 'an AM/FM radio'],
  ['Bose Premium Sound System', 'Bose audio'],
  ['Harman/Kardon Surround Sound', 'a Harman Kardon audio system'],
  ['Wireless Phone Charger', 'wireless charging'],
  ['Wi-Fi Hotspot', 'a Wi-Fi hotspot'],
  ['USB-C Charging Ports', 'USB ports'],
  ['Remote Engine Start', 'remote start'],
  ['Remote Vehicle Starter System', 'a remote starter'],
  ['Push Button Start', 'push-button start'],
  ['Keyless Entry', 'remote keyless entry'],
  ['Smart Key System', 'keyless entry'],
  ['Power Liftgate', 'a power tailgate'],
  ['Hands-Free Power Liftgate', 'a power liftgate'],
  ['Front dual zone A/C', 'dual-zone climate control'],
  ['Automatic temperature control', 'automatic climate control'],
  ['Tri-Zone Climate Control', 'climate control'],
  ['Air Conditioning', 'A/C'],
  ['Heated Steering Wheel', 'a heated steering wheel'],
  ['Leather steering wheel', 'a leather-wrapped steering wheel'],
  ['Auto-dimming Rear-View mirror', 'an auto-dimming mirror'],
  ['Heated door mirrors', 'heated mirrors'],
  ['Power windows', 'power windows'],
  ['Power Windows/Locks', 'power windows and locks'],
  ['LED Headlights', 'LED headlamps'],
  ['Fully automatic headlights', 'automatic headlights'],
  ['Front fog lights', 'fog lamps'],
  ['Alloy wheels', 'aluminum wheels'],
  ['20" Alloy Wheels', '20-inch alloy wheels'],
  ['Wheels: 18" Machined Alloy', '18-inch alloy wheels'],
  ['Roof rack: rails only', 'roof rails'],
  ['Running Boards', 'side steps'],
  ['Trailer Tow Package', 'a towing package'],
  ['Class IV Receiver Hitch', 'a trailer hitch'],
  ['Spray-In Bedliner', 'a spray-in bed liner'],
  ['Third Row Seating', 'a third row'],
  ['3rd row seats: split-bench', 'third-row seats'],
  ['2nd Row Captains Chairs', 'captain’s chairs'],
  ['Rain sensing wipers', 'rain-sensing wipers'],
  ['Head-Up Display', 'a heads-up display'],
  ['Four wheel independent suspension', 'independent suspension'],
  ['Electronic Stability Control', 'stability control'],
  ['ABS brakes', 'antilock brakes'],
  ['Dual front side impact airbags', 'side airbags'],
  ['Tire Pressure Monitoring System', 'a tire pressure monitor'],
  ['HomeLink Garage Door Transmitter', 'a garage door opener'],
  ['Paddle Shifters', 'paddle shifters'],
  ['Auto High-beam Headlights', 'automatic high beams'],
  ['Multi-Adjustable Hydraulic Widget', 'a multi-adjustable hydraulic widget'],
]

/** [as a feed writes it, what it does not say] */
const notCarried: [string, string][] = [
  ['Heated Front Seats', 'ventilated seats'],
  ['Heated Front Seats', 'heated rear seats'],
  ['Heated Front Seats', 'a heated steering wheel'],
  ['Heated Seats', 'heated front and rear seats'],
  ['Heated Rear Seats', 'heated front seats'],
  ['Heated Steering Wheel', 'heated seats'],
  ['Ventilated Front Seats', 'ventilated rear seats'],
  ['Leather-Wrapped Steering Wheel', 'leather seats'],
  ['Leather Shift Knob', 'leather upholstery'],
  ['Cloth Seats', 'leather seats'],
  ['Leatherette Seats', 'leather seats'],
  ['Sunroof', 'a panoramic sunroof'],
  ['Sunroof Delete', 'a sunroof'],
  ['Power Seats w/o Memory', 'memory seats'],
  ['Cruise Control', 'adaptive cruise control'],
  ['Lane Departure Warning', 'lane-keep assist'],
  ['Forward Collision Warning', 'automatic emergency braking'],
  ['Rear View Camera', 'a surround-view camera'],
  ['Rear Parking Sensors', 'front parking sensors'],
  ['Parking Sensors', 'self-parking'],
  ['Apple CarPlay', 'Android Auto'],
  ['Apple CarPlay', 'wireless CarPlay'],
  ['Bose Audio', 'Harman Kardon audio'],
  ['Premium Audio', 'Bose audio'],
  ['OnStar', 'HondaLink'],
  ['Honda Sensing', 'Toyota Safety Sense'],
  ['Power Driver Seat', 'a power passenger seat'],
  ['Power Driver Seat', 'power front seats'],
  ['Power Windows', 'power liftgate'],
  ['Power Liftgate', 'a hands-free liftgate'],
  ['Dual-Zone Climate Control', 'tri-zone climate control'],
  ['Air Conditioning', 'automatic climate control'],
  ['Front Fog Lights', 'LED fog lights and xenon headlights'],
  ['Halogen Headlights', 'LED headlights'],
  ['18" Alloy Wheels', '20-inch alloy wheels'],
  ['10.2-inch Touchscreen', 'a 12-inch touchscreen'],
  ['8-Way Power Driver Seat', 'a 12-way power driver seat'],
  ['Steel Wheels', 'alloy wheels'],
  ['Black Roof Rails', 'silver roof rails'],
  ['Tow Hooks', 'a tow hitch'],
  ['Trailer Hitch', 'a tow package'],
  ['Bench Seat', 'captain’s chairs'],
  ['Keyless Entry', 'push-button start'],
  ['Rear Spoiler', 'roof rails'],
  ['Traction Control', 'torque vectoring'],
  ['Drive Mode Select', 'launch control'],
  ['Sport Mode', 'track mode'],
  ['Satellite Radio', 'a CD player'],
]

describe('verify: equipment in other words', () => {
  for (const [feature, words] of carried)
    it(`"${feature}" carries "${words}"`, () => {
      const claims = verify(`It comes with ${words}.`, [fact('vehicle:X', 'feature', feature)])
      assert.notEqual(claims.length, 0)
      assert.deepEqual(
        claims.filter((claim) => claim.status !== 'supported').map((claim) => claim.text),
        [],
      )
    })

  for (const [feature, words] of notCarried)
    it(`"${feature}" does not carry "${words}"`, () => {
      const claims = verify(`It comes with ${words}.`, [fact('vehicle:X', 'feature', feature)])
      assert.ok(
        claims.some((claim) => claim.status !== 'supported'),
        JSON.stringify(claims.map((claim) => claim.text)),
      )
    })

  for (const attribute of ['feature', 'option', 'stock_feature'])
    it(`an attribute ${attribute} carries equipment`, () => {
      const [claim] = verify('It has a sunroof.', [fact('vehicle:X', attribute, 'Power Moonroof')])
      assert.equal(claim?.status, 'supported')
    })
})
