import { Type } from 'typebox'
import type { Db } from '#db/index.ts'
import { Id, NullAsARule, Nullable, OneOf, Text, Timestamp, Whole } from '#http/index.ts'
import type { AddSourceDeps } from '../sources/add-source.ts'
import { type Source, sourceStatuses } from '../sources/source-store.ts'

export type KnowledgeRouteDeps = AddSourceDeps & { db: Db; acceptedMessage: string }

export const SourceItem = Type.Object({
  id: Id(),
  kind: OneOf(['upload', 'web'], { description: '`upload`: a document; `web`: a page.' }),
  title: Text('Towing guide 2026', 'Of a page, its host until it is read.'),
  url: NullAsARule(Text('https://www.example.com/towing', 'Of a page; where redirects led.')),
  media_type: Nullable(Text('application/pdf')),
  status: OneOf(sourceStatuses, { examples: ['ready'] }),
  error: NullAsARule(Type.String({ description: 'Of `failed`: what to do.' })),
  fact_count: Whole(24, 'Facts that its tables gave.'),
  prose_fact_count: Whole(3, 'Facts that a model found in its prose, each with the sentence that says it.'),
  prose_dropped_count: Whole(1, 'What a model took for a fact and the prose does not plainly say.'),
  passage_count: Whole(11, 'Pieces of its prose; they can be cited, and claim nothing by themselves.'),
  retrieved_at: Nullable(Timestamp('When it was read; null until then.')),
  created_at: Timestamp(),
})

export function presentSource(source: Source): object {
  return {
    id: source.id,
    kind: source.kind,
    title: source.title,
    url: source.url,
    media_type: source.mediaType,
    status: source.status,
    error: source.error,
    fact_count: source.factCount,
    prose_fact_count: source.proseFactCount,
    prose_dropped_count: source.proseDroppedCount,
    passage_count: source.passageCount,
    retrieved_at: source.retrievedAt?.toISOString() ?? null,
    created_at: source.createdAt.toISOString(),
  }
}
