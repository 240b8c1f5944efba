// One valid request for every route: what the tests over all routes start from. A route without one
// fails them.

import type { RequestOptions } from '../harness/client.ts'

export type World = {
  ideacloudId: string
  contentId: string
  waitingId: string
  questionIds: string[]
  vin: string
  brandVoiceId: string
  categoryId: string
  webhookId: string
  deliveryId: string
  /** One more, to be deleted. */
  spareWebhookId: string
  sourceId: string
  /** One more, to be deleted. */
  spareSourceId: string
  eventId: string
}

export type ValidRequest = {
  path: string
  query?: Record<string, string>
  json?: Record<string, unknown>
  options?: RequestOptions
}

/** By route id. */
export const validRequests: Record<string, (world: World) => ValidRequest> = {
  'health.get': () => ({ path: '/health' }),
  'health.live': () => ({ path: '/live' }),
  'site.get': () => ({ path: '/site' }),
  'site.categories': () => ({ path: '/site/categories' }),
  'site.brandVoices': () => ({ path: '/site/brand-voices' }),
  'site.elements': () => ({ path: '/site/elements' }),
  'site.contentTypes': () => ({ path: '/site/content-types' }),
  'site.models': () => ({ path: '/site/models' }),
  'site.updateModels': () => ({
    path: '/site/models',
    json: { models: [], tokens_per_day: 400_000, cents_per_day: 250, at_limit: 'fall_back' },
  }),
  'source.list': () => ({ path: '/site/sources' }),
  'source.create': () => ({
    path: '/site/sources',
    json: { title: 'Towing guide', media_type: 'text/markdown', content: 'A Pilot tows.' },
  }),
  'source.get': (world) => ({ path: `/site/sources/${world.sourceId}` }),
  'source.delete': (world) => ({ path: `/site/sources/${world.spareSourceId}` }),
  'reference.scopes': () => ({ path: '/reference/scopes' }),
  'reference.languages': () => ({ path: '/reference/languages' }),
  'reference.articleTypes': () => ({ path: '/reference/article-types' }),
  'reference.componentTypes': () => ({ path: '/reference/component-types' }),
  'reference.webhookEvents': () => ({ path: '/reference/webhook-events' }),
  'ideacloud.list': () => ({
    path: '/ideaclouds',
    query: { limit: '10', status: 'complete', keyword: 'civic' },
  }),
  'ideacloud.create': (world) => ({
    path: '/ideaclouds',
    json: { keyword: '2026 Honda Civic', category_id: world.categoryId },
  }),
  'ideacloud.createBatch': (world) => ({
    path: '/ideaclouds/batch',
    json: {
      items: [
        { keyword: '2026 Honda Civic', category_id: world.categoryId },
        { keyword: 'lease or buy a car' },
      ],
    },
  }),
  'ideacloud.get': (world) => ({ path: `/ideaclouds/${world.ideacloudId}` }),
  'ideacloud.questions': (world) => ({ path: `/ideaclouds/${world.ideacloudId}/questions` }),
  'content.list': (world) => ({
    path: '/content',
    query: {
      limit: '5',
      status: 'complete',
      article_type: 'basic',
      content_intent: 'general',
      ideacloud_id: world.ideacloudId,
      category_id: world.categoryId,
      stale: 'false',
    },
  }),
  'content.create': (world) => ({ path: '/content', json: contentInput(world) }),
  'content.createBatch': (world) => ({ path: '/content/batch', json: { items: [contentInput(world)] } }),
  'content.published': () => ({ path: '/content/published', query: { limit: '5', status: 'published' } }),
  'comparison.create': (world) => ({
    path: '/comparisons',
    json: {
      vehicles: [
        { year: 2026, make: 'Honda', model: 'CR-V', trim: 'EX' },
        { year: 2023, make: 'Toyota', model: 'RAV4' },
      ],
      featured_vehicle_index: 0,
      bias_level: 75,
      ...writingOptions(world),
    },
  }),
  'modelLanding.create': (world) => ({
    path: '/model-landing-pages',
    json: { year: 2026, make: 'Honda', model: 'CR-V', trim: 'EX', ...writingOptions(world) },
  }),
  'salesEvent.create': (world) => ({
    path: '/sales-events',
    json: {
      event_name: 'Spring Clearance Sale',
      start_date: '2026-04-01T09:00:00Z',
      end_date: '2026-04-07T21:00:00Z',
      location: '315 W Jericho Tpke, Huntington, NY 11743',
      category: 'Sales Event',
      description: 'Coffee and donuts all week.',
      ...writingOptions(world),
    },
  }),
  'content.get': (world) => ({ path: `/content/${world.contentId}` }),
  'content.update': (world) => ({
    path: `/content/${world.contentId}`,
    json: {
      title: 'A title',
      slug: 'a-title',
      posting_status: 'scheduled',
      publish_at: '2099-08-01T09:00:00-04:00',
      featured_image: 'https://images.example.com/a.jpg',
    },
  }),
  'content.generate': (world) => ({
    path: `/content/${world.waitingId}/generate`,
    json: {
      selected_question_ids: world.questionIds,
      brand_voice_id: world.brandVoiceId,
      title: 'A title',
      language: 'English',
      content_depth: 'steady',
      content_length: 900,
    },
  }),
  'content.html': (world) => ({ path: `/content/${world.contentId}/html`, query: { document: 'true' } }),
  'content.publishData': (world) => ({ path: `/content/${world.contentId}/publish-data` }),
  'content.versions': (world) => ({ path: `/content/${world.contentId}/versions` }),
  'content.sources': (world) => ({ path: `/content/${world.contentId}/sources` }),
  'content.modelCalls': (world) => ({ path: `/content/${world.contentId}/model-calls` }),
  'content.confirmFacts': (world) => ({ path: `/content/${world.contentId}/confirm-facts` }),
  'grounding.check': (world) => ({
    path: '/grounding/check',
    json: {
      text: 'This 2026 Honda CR-V costs $31,895.',
      vin: world.vin,
      vehicle: { year: 2026, make: 'Honda', model: 'CR-V', trim: 'EX' },
      ideacloud_id: world.ideacloudId,
    },
  }),
  'content.components': (world) => ({ path: `/content/${world.contentId}/components` }),
  'content.component': (world) => ({ path: `/content/${world.contentId}/components/body` }),
  'inventory.list': () => ({
    path: '/inventory',
    query: { limit: '5', make: 'hon', model: 'c', year: '2026', condition: 'new' },
  }),
  'inventory.feed': () => ({ path: '/inventory/feed', query: { format: 'json' } }),
  'inventory.stats': () => ({ path: '/inventory/stats' }),
  'inventory.get': (world) => ({ path: `/inventory/${world.vin}` }),
  'inventory.description': (world) => ({ path: `/inventory/${world.vin}/description` }),
  'inventory.describe': (world) => ({ path: `/inventory/${world.vin}/description` }),
  'inventory.describeBatch': (world) => ({
    path: '/inventory/descriptions/batch',
    json: { vins: [world.vin] },
  }),
  'webhook.list': () => ({ path: '/webhooks' }),
  'webhook.create': () => ({
    path: '/webhooks',
    json: { url: 'http://127.0.0.1:1009/', events: ['content.completed'], description: 'Our site' },
  }),
  'webhook.update': (world) => ({
    path: `/webhooks/${world.webhookId}`,
    json: {
      url: 'http://127.0.0.1:1009/other',
      events: ['content.failed'],
      description: 'Our site',
      is_active: true,
    },
  }),
  'webhook.delete': (world) => ({ path: `/webhooks/${world.spareWebhookId}` }),
  'webhook.test': (world) => ({
    path: `/webhooks/${world.webhookId}/test`,
    json: { event_type: 'content.completed' },
  }),
  'webhook.rotateSecret': (world) => ({ path: `/webhooks/${world.webhookId}/rotate-secret` }),
  'webhook.deliveries': (world) => ({
    path: `/webhooks/${world.webhookId}/deliveries`,
    query: { limit: '5', status: 'failed' },
  }),
  'webhook.retryDelivery': (world) => ({
    path: `/webhooks/${world.webhookId}/deliveries/${world.deliveryId}/retry`,
  }),
  'event.list': (world) => ({
    path: '/events',
    query: { limit: '5', type: 'content.completed', since: world.eventId },
  }),
  'request.list': () => ({
    path: '/requests',
    query: {
      limit: '5',
      from: '2026-01-01T00:00:00Z',
      to: '2126-01-01T00:00:00-05:00',
      status: '200',
      route: 'content.get',
      request_id: 'order-12345',
    },
  }),
}

function contentInput(world: World): Record<string, unknown> {
  return {
    ideacloud_id: world.ideacloudId,
    article_type: 'basic',
    selected_question_ids: world.questionIds,
    ...writingOptions(world),
    content_intent: 'general',
    mode: 'simple',
  }
}

function writingOptions(world: World): Record<string, unknown> {
  return {
    brand_voice_id: world.brandVoiceId,
    title: 'A title',
    language: 'English',
    auto_compliance: true,
    auto_content_tools: false,
    content_length: 800,
    content_depth: 'balanced',
  }
}

type Spelled = { id: string; path: string; aliases?: readonly string[] }

/** The request under each path that its route is found by; an alias stands for a path without parameters. */
export function spellingsOf({ id, path, aliases = [] }: Spelled, world: World): ValidRequest[] {
  const valid = (validRequests[id] as (world: World) => ValidRequest)(world)
  if (aliases.length > 0 && valid.path !== path) throw new Error(`${id}: an alias with parameters`)
  return [valid, ...aliases.map((alias) => ({ ...valid, path: alias }))]
}

export function pathOf({ path, query }: ValidRequest): string {
  return query ? `${path}?${new URLSearchParams(query)}` : path
}
