import { Type } from 'typebox'
import { actingKey } from '#audit/index.ts'
import { accepted, Data, defineRoute, Message, OneOf } from '#http/index.ts'
import { addSource } from '../sources/add-source.ts'
import { mediaTypes } from '../sources/media-types.ts'
import { sourceInputOf } from '../sources/source-input.ts'
import { type KnowledgeRouteDeps, presentSource, SourceItem } from './schemas.ts'

/** 10 MB in base64, and what is around it. */
const bodyBytesMax = 14 * 1024 * 1024
const charactersMax = 13_981_016

export const createSource = defineRoute<KnowledgeRouteDeps>()({
  id: 'source.create',
  method: 'POST',
  path: '/site/sources',
  summary: 'Add a page by its address, or a document by what is in it.',
  description:
    'Either `url` alone, or `title` and `media_type` with `content` (text) or `content_base64`. It is read behind the request: until `status` is `ready` or `failed`, ask `GET /site/sources/{id}`. A page is asked for once, where its robots.txt allows it.',
  tag: 'Site',
  access: { scope: 'site:write' },
  idempotent: true,
  bodyBytesMax,
  body: Type.Object(
    {
      url: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 2048,
          format: 'uri',
          description: 'An https address that is public when it is connected to.',
        }),
      ),
      title: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 300,
          'x-trim': true,
          description: 'What readers call the document.',
        }),
      ),
      media_type: Type.Optional(OneOf(mediaTypes)),
      content: Type.Optional(
        Type.String({ minLength: 1, maxLength: charactersMax, description: 'Text, up to 10 MB in UTF-8.' }),
      ),
      content_base64: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: charactersMax,
          pattern: '^[A-Za-z0-9+/]+={0,2}$',
          'x-says': 'must be base64 without line breaks',
          description: 'Bytes, up to 10 MB.',
        }),
      ),
    },
    {
      examples: [
        {
          title: 'Towing guide 2026',
          media_type: 'text/markdown',
          content:
            '| Year | Make | Model | Towing capacity (lb) |\n|---|---|---|---|\n| 2026 | Honda | Pilot | 5,000 |\n',
        },
      ],
    },
  ),
  responses: { 202: Data(Type.Object({ ...SourceItem.properties, message: Message() })) },
  errors: ['validation_error'],
  async handle({ deps, caller, body, unit, requestId }) {
    const by = { siteId: caller.siteId, actor: actingKey(caller, requestId) }
    const input = sourceInputOf(body)
    return await unit.tx(async (tx) => {
      const source = await addSource(deps, tx, by, input)
      return accepted({ ...presentSource(source), message: deps.acceptedMessage })
    })
  },
})
