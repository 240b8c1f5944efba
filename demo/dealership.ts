import type { NewElement } from '#sites/index.ts'

export const dealership = {
  name: 'Bayline Honda',
  domain: 'www.baylinehonda.example.com',
  address: '1200 Harbor Road',
  city: 'Duluth',
  state: 'MN',
  zip: '55802',
  phone: '(218) 555-0142',
  oem: 'Honda',
  timezone: 'America/Chicago',
}

const page = (path: string) => `https://${dealership.domain}/${path}`

/** What it says itself in its articles. */
export const elements: Omit<NewElement, 'siteId'>[] = [
  { type: 'link', name: 'New Hondas in Duluth', intent: 'sales', url: page('new') },
  { type: 'link', name: 'Payment calculator', intent: 'finance', url: page('finance/calculator') },
  { type: 'link', name: 'Service appointments', intent: 'service', url: page('service') },
  { type: 'link', name: 'Honda parts', intent: 'parts', url: page('parts') },
  {
    type: 'cta',
    name: 'Test drive',
    content: 'Ready to drive one? Book your test drive online.',
    url: page('test-drive'),
  },
  {
    type: 'hours',
    name: 'Showroom hours',
    content: 'Monday to Friday 9 to 7\nSaturday 9 to 5',
  },
  { type: 'author', name: 'Editor', content: 'From the editors at Bayline Honda' },
  {
    type: 'disclaimer',
    name: 'Price',
    content:
      'Prices exclude tax, title, license and a documentary fee. Vehicles are subject to prior sale; see the dealer for details.',
  },
]
