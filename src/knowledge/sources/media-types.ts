import type { Format } from '../reading/document.ts'

/** What can be handed in, and how it is read. */
export const formatOfMediaType = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/markdown': 'markdown',
  'text/plain': 'text',
} as const satisfies Record<string, Format>

export type MediaType = keyof typeof formatOfMediaType

export const mediaTypes = Object.keys(formatOfMediaType) as MediaType[]

const mediaTypeOfEnding: ReadonlyMap<string, MediaType> = new Map([
  ['pdf', 'application/pdf'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['html', 'text/html'],
  ['htm', 'text/html'],
  ['csv', 'text/csv'],
  ['md', 'text/markdown'],
  ['markdown', 'text/markdown'],
  ['txt', 'text/plain'],
])

export const fileEndings = [...mediaTypeOfEnding.keys()]

/** By the ending of a file's name; undefined for one that is not read. */
export function mediaTypeOfFile(name: string): MediaType | undefined {
  return mediaTypeOfEnding.get(/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '')
}

/** How a page of that content type is read, with the encoding that it names; undefined for what is not read. */
export function formatOfPage(contentType: string): { format: Format; charset: string | null } | undefined {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';')
  const name = type.trim()
  const charset = /charset\s*=\s*"?([\w-]+)/.exec(parameters.join(';'))?.[1] ?? null
  if (name === 'text/html' || name === 'application/xhtml+xml') return { format: 'page', charset }
  const format = Object.hasOwn(formatOfMediaType, name) ? formatOfMediaType[name as MediaType] : undefined
  return format && { format, charset }
}
