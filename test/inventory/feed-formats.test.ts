import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Vehicle } from '../../src/inventory/vehicle.ts'
import { readFixture } from './feed-harness.ts'

type Expected = Partial<Vehicle> & { status?: string; warnings?: string[] }

/** One file a vendor, with that vendor's column names; what its rows must become. */
const fixtures: { file: string; format: string | null; unmapped?: string[]; rows: Expected[] }[] = [
  {
    file: 'homenet.csv',
    format: 'HomeNet IOL',
    rows: [
      {
        vin: '1HGCV1F31MA000001',
        stockNumber: 'H1001',
        condition: 'certified',
        bodyStyle: 'Sedan',
        engine: '1.5L I4 Turbo',
        cylinders: 4,
        displacementL: 1.5,
        transmission: 'CVT',
        seats: 5,
        mileage: 23_331,
        price: 27_450,
        msrp: null,
        options: ['Heated Seats', 'Sunroof', 'Lane Keeping Assist'],
        dealerComments: 'One owner.\nHeated & ventilated seats',
        images: ['https://img.example.com/h1001/1.jpg', 'https://img.example.com/h1001/2.jpg'],
        inStockSince: '2026-02-14',
        warnings: [],
      },
      { condition: 'new', price: null, msrp: 64_995, mileage: 12, drivetrain: '4WD', warnings: [] },
    ],
  },
  {
    file: 'vauto.csv',
    format: 'vAuto',
    rows: [
      {
        make: 'Ford',
        model: 'F-150',
        trim: 'XLT',
        condition: 'certified',
        bodyStyle: 'Truck SuperCrew Cab',
        exteriorColor: 'Oxford White',
        mileage: 41_207,
        price: 38_995,
        msrp: 51_230,
        features: ['Tow Package', 'Sync 4, 12" Screen', 'Bed Liner'],
        images: ['https://img.example.com/v2001/a.jpg', 'https://img.example.com/v2001/b,w_800.jpg'],
        url: 'https://dealer.example.com/v2001',
        inStockSince: '2025-11-20',
        warnings: [],
      },
      { trim: 'SE', condition: 'new', bodyStyle: 'Sedan', price: null, features: [], warnings: [] },
    ],
  },
  {
    file: 'google-listings.csv',
    format: 'Google vehicle listings',
    rows: [
      {
        stockNumber: 'G3001',
        condition: 'certified',
        price: 10_499,
        mileage: 2_777,
        images: [1, 2, 3].map((number) => `https://img.example.com/g/${number}.jpg`),
        url: 'https://dealer.example.com/g3001?utm_source=a&region=5',
        inStockSince: '2026-01-31',
        warnings: [],
      },
      { condition: 'new', price: 52_000, msrp: 54_100, mileage: null, inStockSince: '2026-02-01' },
    ],
  },
  {
    file: 'google-ads.tsv',
    format: 'Google vehicle ads',
    rows: [
      {
        make: 'Nissan',
        condition: 'used',
        mileage: 2_333,
        price: 21_500,
        salePrice: 20_900,
        engine: null,
        fuelType: 'Gasoline',
        bodyStyle: 'Crossover',
        warnings: [],
      },
      {
        condition: 'new',
        salePrice: null,
        fuelType: 'Electric',
        warnings: ['The sale price $49900 is above the price $48900 and was left out.'],
      },
    ],
  },
  {
    file: 'meta.csv',
    format: 'Meta automotive inventory',
    rows: [
      {
        stockNumber: 'M5001',
        condition: 'certified',
        price: 42_000,
        salePrice: 40_500,
        drivetrain: '4WD',
        transmission: 'Automatic',
        fuelType: 'Gasoline',
        mileage: 15_120,
        images: ['https://img.example.com/m/0.jpg', 'https://img.example.com/m/1.jpg'],
        status: 'in_stock',
        warnings: [],
      },
      {
        condition: 'used',
        transmission: null,
        mileage: null,
        status: 'sold',
        warnings: ['mileage.value "61000" is in kilometers, not miles and was left out.'],
      },
    ],
  },
  {
    file: 'cardescribe.csv',
    format: 'CarDescribe',
    rows: [
      {
        year: 2021,
        make: 'Nissan',
        model: 'Rogue',
        trim: 'SV',
        condition: 'certified',
        interiorColor: 'Charcoal',
        features: ['Heated Seats', 'ProPILOT Assist', '19" Wheels'],
        warnings: [],
      },
      { year: 2024, make: 'Hyundai', trim: 'Limited', condition: 'new', interiorColor: null, warnings: [] },
    ],
  },
  {
    file: 'autoxloo.csv',
    format: 'AutoXLoo',
    rows: [
      {
        condition: 'certified',
        price: 46_900,
        interiorColor: 'Ebony',
        drivetrain: 'AWD',
        bodyStyle: 'SUV',
        options: ['Sunroof', 'Heated Seats'],
        dealerComments: 'Clean and quick.',
        images: ['https://img.example.com/x/1.jpg', 'https://img.example.com/x/2.jpg'],
      },
      {
        condition: 'used',
        price: null,
        doors: 4,
        transmission: 'Automatic',
        drivetrain: 'FWD',
        mileage: null,
      },
    ],
  },
  {
    file: 'generic.psv',
    format: null,
    unmapped: ['Lot Position'],
    rows: [
      {
        make: 'Chevrolet',
        model: 'Tahoe',
        condition: 'used',
        status: 'sold',
        mileage: 9_001,
        price: 58_250,
        salePrice: null,
        drivetrain: '4WD',
        bodyStyle: 'SUV',
        features: ['Third Row', 'Tow Package'],
        dealerComments: 'Nice; truck',
        warnings: [],
      },
    ],
  },
]

describe('the columns of each vendor', () => {
  for (const { file, format, unmapped = [], rows } of fixtures)
    test(`${file} becomes vehicles, and every column of it is understood`, async () => {
      const { header, vehicles } = await readFixture(file)
      assert.equal(header.format, format)
      assert.deepEqual(header.unmappedColumns, unmapped)
      assert.equal(vehicles.length, rows.length)
      for (const [index, expected] of rows.entries()) {
        const found = vehicles[index]
        assert.ok(found)
        assert.equal(found.row, index + 2)
        const { status, warnings } = found
        const seen: Record<string, unknown> = { ...found.vehicle, status, warnings }
        const picked = Object.fromEntries(Object.keys(expected).map((key) => [key, seen[key]]))
        assert.deepEqual(picked, expected)
      }
    })

  test('what the dealer paid is never read', async () => {
    const { vehicles } = await readFixture('homenet.csv')
    const { vehicles: others } = await readFixture('autoxloo.csv')
    const text = JSON.stringify([vehicles, others])
    for (const secret of ['20100', '21000', '26000', '40000', '41000', '43000'])
      assert.ok(!text.includes(secret), secret)
  })
})
