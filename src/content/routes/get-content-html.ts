import { Type } from 'typebox'
import { Data, defineRoute, idParams, ok, prefersHtml, Timestamp } from '#http/index.ts'
import { notFound } from '#kernel/errors.ts'
import { renderHtml } from '#markup/index.ts'
import { findBody } from '../component-store.ts'
import type { ContentRouteDeps } from './schemas.ts'

export const getContentHtml = defineRoute<ContentRouteDeps>()({
  id: 'content.html',
  method: 'GET',
  path: '/content/{id}/html',
  summary: 'Read the body as HTML.',
  description: 'JSON by default; with `Accept: text/html` the fragment itself.',
  tag: 'Content',
  access: { scope: 'content:read' },
  params: idParams,
  responses: {
    200: Data(
      Type.Object({ id: Type.String(), title: Type.String(), html: Type.String(), updated_at: Timestamp() }),
    ),
  },
  errors: ['validation_error', 'not_found'],
  async handle({ deps, caller, params, headers }) {
    const body = await findBody(deps.db, caller.siteId, params.id)
    if (!body) throw notFound('Content not found or body component not ready')
    const html = await renderHtml(body.markdown)
    if (prefersHtml(headers.accept))
      return { status: 200, contentType: 'text/html; charset=utf-8', text: html }
    return ok({ id: params.id, title: body.title, html, updated_at: body.updatedAt.toISOString() })
  },
})
