import { type Fault, invalid, validationError } from '#kernel/errors.ts'
import type { SourceInput } from './add-source.ts'
import type { MediaType } from './media-types.ts'

export type SourceFields = {
  url?: string
  title?: string
  media_type?: MediaType
  content?: string
  content_base64?: string
}

/** A page or a document, whichever the fields are of. @throws AppError validation_error for a mixture or a half. */
export function sourceInputOf({ url, ...document }: SourceFields): SourceInput {
  const given = Object.keys(document)
  if (url !== undefined) {
    if (given.length > 0) throw invalid(given[0] as string, `${given[0]} does not go with url`)
    return { url }
  }
  const { title, media_type, content, content_base64 } = document
  const faults: Fault[] = []
  if (title === undefined) faults.push({ path: 'title', message: 'title is required without url' })
  if (media_type === undefined)
    faults.push({ path: 'media_type', message: 'media_type is required without url' })
  if ((content === undefined) === (content_base64 === undefined))
    faults.push({
      path: 'content',
      message: 'content or content_base64 is required without url, and one of them alone',
    })
  if (title === undefined || media_type === undefined || faults.length > 0) throw validationError(faults)
  const bytes =
    content_base64 === undefined ? Buffer.from(content ?? '') : Buffer.from(content_base64, 'base64')
  return { title, mediaType: media_type, content: bytes }
}
