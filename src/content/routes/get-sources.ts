import { Type } from 'typebox'
import { Data, defineRoute, idParams, Nullable, OneOf, ok, Text } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { presentSources } from '../grounding/present.ts'
import { findSources } from '../grounding/sources-store.ts'
import { bodyNotReady } from '../publishing/read-publication.ts'
import { ClaimSpan, type ContentRouteDeps, SourcedFact } from './schemas.ts'

export const getSources = defineRoute<ContentRouteDeps>()({
  id: 'content.sources',
  method: 'GET',
  path: '/content/{id}/sources',
  summary: 'Read every claim of the body with the facts that carry it.',
  description:
    'Facts are shown as they were when the body was written; whether they still hold is told by `stale` of the content. What the dealership says itself (elements, the description of an event) makes no claim of ours and is not listed.',
  tag: 'Content',
  access: { scope: 'content:read' },
  params: idParams,
  responses: {
    200: Data(
      Type.Object({
        claims: Type.Array(
          Type.Object({
            ...ClaimSpan,
            status: OneOf(['supported', 'removed'], {
              description:
                'A removed claim does not stand in the body: its offsets are those of the draft that it was cut from, and its facts are those that say otherwise.',
            }),
            facts: Type.Array(SourcedFact),
          }),
        ),
        facts_hash: Nullable(
          Text(
            '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
            'SHA-256 over the facts that carry the body, in hex: bodies that rest on the same facts have the same. Null for one of before it was kept.',
          ),
        ),
      }),
    ),
  },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params }) {
    const found = await findSources(deps.db, caller.siteId, params.id)
    if (!found) throw notFound(bodyNotReady)
    return ok(presentSources(found.grounding, found.factsHash))
  },
})
