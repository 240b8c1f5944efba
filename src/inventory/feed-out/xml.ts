// The members of the JSON feed as elements. What is null has no element; lists hold one element an entry.
// Characters that no XML 1.0 document may hold (https://www.w3.org/TR/xml/#charsets) are left out.

import xmlbuilder from 'xmlbuilder'
import type { FeedFormat } from './feed-format.ts'
import { feedItems } from './feed-items.ts'

const entryNames: Record<string, string> = { images: 'image', options: 'option', features: 'feature' }

export const xmlFeed: FeedFormat = {
  contentType: 'application/xml; charset=utf-8',
  head: '<?xml version="1.0" encoding="UTF-8"?>\n<inventory>\n',
  between: '',
  foot: '</inventory>\n',
  async page(vehicles) {
    return (await feedItems(vehicles)).map(elementOf).join('')
  },
}

function elementOf(item: Record<string, unknown>): string {
  const members = Object.entries(item)
    .filter(([, value]) => value !== null)
    .map(([name, value]): [string, unknown] => {
      const entry = entryNames[name]
      return [name, entry === undefined ? value : { [entry]: value }]
    })
  const root = { vehicle: Object.fromEntries(members) }
  return `${xmlbuilder.create(root, { headless: true, invalidCharReplacement: '' }).end()}\n`
}
