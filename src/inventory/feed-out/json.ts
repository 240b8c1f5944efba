import type { FeedFormat } from './feed-format.ts'
import { feedItems } from './feed-items.ts'

export const jsonFeed: FeedFormat = {
  contentType: 'application/json; charset=utf-8',
  head: '{"data":[',
  between: ',',
  foot: ']}',
  async page(vehicles) {
    return (await feedItems(vehicles)).map((item) => JSON.stringify(item)).join(',')
  },
}
