/** When each event happens that a subscription can name. */
export const eventCatalogue = {
  'ideacloud.completed': { when: 'The research of a keyword is complete.' },
  'ideacloud.failed': { when: 'The research of a keyword ended without a result; `error` says why.' },
  'content.progress': { when: 'An article reached another stage. At most one a second for each article.' },
  'content.completed': { when: 'An article is complete.' },
  'content.failed': { when: 'An article could not be written; `error` says why.' },
  'content.approval.submitted': { when: 'An article was handed in for approval.' },
  'content.approval.approved': { when: 'An article was approved.' },
  'content.approval.rejected': { when: 'An article was sent back; `note` says why.' },
  'content.approval.escalated': { when: 'An approval was handed on to somebody else.' },
  'content.approval.overridden': { when: 'A decision about an article was overruled.' },
  'compliance.completed': { when: 'An article was held against the advertising rules.' },
  'content_tools.completed': { when: 'The components that were asked for are there.' },
  'inventory.description.completed': { when: 'The description of a vehicle is complete.' },
  'inventory.description.batch_completed': {
    when: 'Every vehicle of a batch has its description, or has failed.',
  },
  'inventory.feed.updated': { when: 'A feed was read and vehicles were added or changed.' },
} as const

type EventType = keyof typeof eventCatalogue

/** In the order in which they are listed. */
export const webhookEventTypes = Object.keys(eventCatalogue) as [EventType, ...EventType[]]
