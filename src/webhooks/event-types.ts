/** Types of events that a subscription can name, each with its data. */
export type EventData = {
  'ideacloud.completed': { ideacloud_id: string; keyword: string }
  'ideacloud.failed': { ideacloud_id: string; keyword: string; error: string }
  'content.progress': {
    article_id: string
    article_type: string
    component_type: string
    stage: string
    message: string
    progress_percent: number
  }
  'content.completed': { article_id: string; article_type: string }
  'content.failed': { article_id: string; article_type: string; error: string }
  'content.approval.submitted': ApprovalData
  'content.approval.approved': ApprovalData
  'content.approval.rejected': ApprovalData
  'content.approval.escalated': ApprovalData
  'content.approval.overridden': ApprovalData
  'compliance.completed': { article_id: string; overall_status: string; overall_score: number }
  'content_tools.completed': { article_id: string; tools: string[] }
  'inventory.description.completed': { vin: string; year: number; make: string; model: string }
  'inventory.description.batch_completed': {
    count: number
    failed_count: number
    batch_id: string
    site_id: string
  }
  'inventory.feed.updated': { vehicle_count: number }
}

type ApprovalData = { article_id: string; article_type: string; actor: string; note?: string }

export type EventType = keyof EventData

/** Events that stand in the log and go to no subscription. */
type LogOnlyData = { 'webhook.disabled': { webhook_id: string; url: string; reason: string } }

type LoggedData = EventData & LogOnlyData
export type LoggedType = keyof LoggedData

export type NewEvent = { [T in LoggedType]: { siteId: string; type: T; data: LoggedData[T] } }[LoggedType]

type Catalogue = { [T in EventType]: { when: string; sample: EventData[T] } }

const articleId = '0199a3c4-5b1e-7c60-9d0a-2f4e6a8c1b3d'
const ideacloudId = '0199a3c4-4a0d-7b5f-8c9e-1e3d5a7b9c2f'
const approval = { article_id: articleId, article_type: 'basic', actor: 'Sample Editor' }

/** When each event happens, and its data as a test delivery sends it. */
export const eventCatalogue: Catalogue = {
  'ideacloud.completed': {
    when: 'The research of a keyword is complete.',
    sample: { ideacloud_id: ideacloudId, keyword: '2026 Honda CR-V' },
  },
  'ideacloud.failed': {
    when: 'The research of a keyword ended without a result; `error` says why.',
    sample: {
      ideacloud_id: ideacloudId,
      keyword: 'chocolate cake',
      error: 'No vehicle or automotive topic was found in the keyword.',
    },
  },
  'content.progress': {
    when: 'An article reached another stage. At most one a second while it is written.',
    sample: {
      article_id: articleId,
      article_type: 'basic',
      component_type: 'body',
      stage: 'writing',
      message: 'Writing the sections',
      progress_percent: 45,
    },
  },
  'content.completed': {
    when: 'An article is complete.',
    sample: { article_id: articleId, article_type: 'basic' },
  },
  'content.failed': {
    when: 'An article could not be written; `error` says why.',
    sample: {
      article_id: articleId,
      article_type: 'basic',
      error: 'The article could not be written. Generate it again.',
    },
  },
  'content.approval.submitted': { when: 'An article was handed in for approval.', sample: approval },
  'content.approval.approved': { when: 'An article was approved.', sample: approval },
  'content.approval.rejected': {
    when: 'An article was sent back; `note` says why.',
    sample: { ...approval, note: 'The hours are out of date.' },
  },
  'content.approval.escalated': { when: 'An approval was handed on to somebody else.', sample: approval },
  'content.approval.overridden': { when: 'A decision about an article was overruled.', sample: approval },
  'compliance.completed': {
    when: 'An article was held against the advertising rules.',
    sample: { article_id: articleId, overall_status: 'pass', overall_score: 96 },
  },
  'content_tools.completed': {
    when: 'The components that were asked for are there.',
    sample: { article_id: articleId, tools: ['seo-metadata', 'schemas', 'social-snippets'] },
  },
  'inventory.description.completed': {
    when: 'The description of a vehicle is complete.',
    sample: { vin: '1HGBH41JXMN109186', year: 2026, make: 'Honda', model: 'Civic' },
  },
  'inventory.description.batch_completed': {
    when: 'Every vehicle of a batch has its description, or has failed.',
    sample: {
      count: 9,
      failed_count: 1,
      batch_id: '0199a3c4-6c2f-7d71-8e1b-3a5f7b9d2c4e',
      site_id: '0199a3c4-390c-7a4e-8b8d-0d2c4b6a8e1f',
    },
  },
  'inventory.feed.updated': {
    when: 'A feed was read and vehicles were added or changed.',
    sample: { vehicle_count: 72 },
  },
}

/** What a subscription can name, in the order in which they are listed. */
export const webhookEventTypes = Object.keys(eventCatalogue) as [EventType, ...EventType[]]

export const loggedTypes: readonly [LoggedType, ...LoggedType[]] = [...webhookEventTypes, 'webhook.disabled']

/** What `POST /webhooks/{id}/test` sends unless another type is named. */
export const pingType = 'test.ping'
export const pingSample = { message: 'Your webhook is set up.' }
