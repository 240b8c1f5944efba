import { Type } from 'typebox'
import { Data, defineRoute, Id, idParams, ok, prefersHtml, Text, Timestamp } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { renderHtml } from '#markup/index.ts'
import { findBody } from '../component-store.ts'
import { documentOf } from '../publishing/present.ts'
import { bodyNotReady, readPublication } from '../publishing/read-publication.ts'
import type { ContentRouteDeps } from './schemas.ts'

const html = '<h2>Range</h2>\n<p>The 2026 Chevrolet Equinox EV goes 319 miles on a charge.</p>\n'

export const getContentHtml = defineRoute<ContentRouteDeps>()({
  id: 'content.html',
  method: 'GET',
  path: '/content/{id}/html',
  summary: 'Read the body as HTML.',
  description: 'JSON by default; with `Accept: text/html` the HTML itself.',
  tag: 'Content',
  access: { scope: 'content:read' },
  params: idParams,
  query: Type.Object({
    document: Type.Optional(
      Type.Boolean({
        default: false,
        description: 'A whole page with head, meta data and JSON-LD instead of the fragment.',
      }),
    ),
  }),
  responses: {
    200: Data(
      Type.Object({
        id: Id(),
        title: Text('2026 Chevrolet Equinox EV: What to Know'),
        html: Text(html),
        updated_at: Timestamp(),
      }),
    ),
  },
  media: { 'text/html': Type.String({ examples: [html] }) },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params, query, headers }) {
    const read = query.document
      ? await readDocument(deps, caller.siteId, params.id)
      : await readFragment(deps, caller.siteId, params.id)
    if (prefersHtml(headers.accept))
      return { status: 200, contentType: 'text/html; charset=utf-8', text: read.html }
    return ok({
      id: params.id,
      title: read.title,
      html: read.html,
      updated_at: read.updatedAt.toISOString(),
    })
  },
})

async function readFragment(deps: ContentRouteDeps, siteId: string, id: string) {
  const body = await findBody(deps.db, siteId, id)
  if (!body) throw notFound(bodyNotReady)
  return { ...body, html: await renderHtml(body.markdown) }
}

async function readDocument(deps: ContentRouteDeps, siteId: string, id: string) {
  const publication = await readPublication(deps, siteId, id)
  const { title, body } = publication.content
  return { title, updatedAt: body.updatedAt, html: documentOf(publication) }
}
