import type { GoneFact } from '#knowledge/index.ts'
import { type Component, type Content, type ContentSummary, type Stage, stageMessages } from './content.ts'
import { presentGrounding } from './grounding/present.ts'
import type { CompleteIdeacloud } from './ideacloud-cache.ts'
import type { ComparisonInput } from './inputs/comparison.ts'
import type { ModelLandingInput } from './inputs/model-landing.ts'
import type { SalesEventInput } from './inputs/sales-event.ts'
import type { StartedContent, StartedFromIdeacloud } from './start-content.ts'

/** The 202 of a content whose writing has started. */
export function presentStarted(
  { content, createdAt }: StartedContent,
  message: string,
): Record<string, unknown> {
  return {
    id: content.id,
    status: content.status,
    article_type: content.articleType,
    title: content.title,
    created_at: createdAt.toISOString(),
    message,
  }
}

/** What the 202 of a comparison says beside. */
export function presentComparison({ vehicles, featured }: ComparisonInput): Record<string, unknown> {
  return {
    vehicles,
    featured_vehicle_index: featured?.index ?? null,
    bias_level: featured?.bias ?? null,
  }
}

/** What the 202 of a model landing page says beside. */
export function presentModelLanding({ vehicle }: ModelLandingInput): Record<string, unknown> {
  return { vehicle }
}

/** What the 202 of a sales event says beside. */
export function presentSalesEvent(event: SalesEventInput): Record<string, unknown> {
  return {
    event: {
      name: event.name,
      location: event.location,
      category: event.category,
      start_date: event.startsAt,
      end_date: event.endsAt,
      description: event.description,
    },
  }
}

/** The 200 of interactive mode: what to send to /generate, recommended questions first. */
export function presentAwaiting({ content, ideacloud }: StartedFromIdeacloud): Record<string, unknown> {
  const { questions } = ideacloud.research
  const recommended = questions.filter((question) => question.isRecommended)
  const others = questions.filter((question) => !question.isRecommended)
  return {
    id: null,
    content_id: content.id,
    status: 'awaiting_input',
    ideacloud_id: ideacloud.id,
    article_type: content.articleType,
    required_inputs: {
      selected_question_ids: {
        type: 'array',
        required: true,
        options: [...recommended, ...others].map(({ id, question }) => ({ id, question })),
      },
      brand_voice_id: { type: 'string', required: false },
      title: { type: 'string', required: false },
    },
  }
}

export function presentSummary(content: ContentSummary): Record<string, unknown> {
  return {
    id: content.id,
    title: content.title,
    article_type: content.articleType,
    status: content.status,
    content_intent: content.contentIntent,
    category: content.category,
    stale: content.isStale,
    created_at: content.createdAt,
    updated_at: content.updatedAt,
  }
}

/** `ideacloud` is the content's own, or null for none; `gone` is what a stale body says and is no longer so. */
export function presentContent(
  content: Content,
  ideacloud: CompleteIdeacloud | null,
  gone: readonly GoneFact[],
): Record<string, unknown> {
  const { settings, staleSince } = content
  const isStale = staleSince !== null
  return {
    ...presentSummary({ ...content, isStale, category: ideacloud?.category ?? null }),
    stale_since: staleSince,
    ...(isStale ? { stale_facts: gone } : {}),
    ...(content.error === null ? {} : { error: content.error }),
    ...(content.stage === null ? {} : { progress: presentProgress(content.stage, content) }),
    ideacloud: ideacloud && { id: ideacloud.id, keyword: ideacloud.keyword },
    metadata: {
      source: 'public_api',
      api_key_id: content.apiKeyId,
      api_creator_label: content.apiCreatorLabel,
      tone: settings.brandVoiceId === null ? null : `BrandVoice:${settings.brandVoiceId}`,
      language: content.language,
      content_depth: settings.contentDepth,
      content_length: settings.contentLength,
    },
    components: content.components.map(({ type, status, updatedAt }) => ({
      type,
      status,
      updated_at: updatedAt,
    })),
    word_count: content.wordCount,
    grounding: content.grounding && presentGrounding(content.grounding, content.language),
    target_audience: null,
    funnel_stage: null,
    content_lifespan: null,
    search_intent_type: null,
  }
}

function presentProgress(stage: Stage, { percent, message }: Content): Record<string, unknown> {
  return { stage, percent, message: message ?? stageMessages[stage] }
}

export function presentComponent(component: Component): Record<string, unknown> {
  return {
    id: component.id,
    type: component.type,
    content: component.content,
    metadata: component.metadata,
    status: component.status,
    created_at: component.createdAt,
    updated_at: component.updatedAt,
  }
}
