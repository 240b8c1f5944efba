import { type Db, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { OperatorError } from '#kernel/errors.ts'
import { isUuid, newId } from '#kernel/ids.ts'
import { linkIntents } from '#writing/port.ts'
import { filled, named, oneOf, webAddress } from './checks.ts'
import {
  deleteElement,
  type ElementRow,
  type ElementType,
  elementTypes,
  insertElement,
  lockElement,
  updateElement,
} from './element-store.ts'
import { tellChange } from './tell-change.ts'

export type NewElement = {
  siteId: string
  type: string
  name: string
  /** Default for a link: its name. */
  content?: string
  url?: string
  intent?: string
}

export type ElementChange = {
  name?: string
  content?: string
  url?: string
  intent?: string
  isActive?: boolean
}

const charactersMax: Readonly<Record<ElementType, number>> = {
  cta: 500,
  disclaimer: 5000,
  link: 200,
  author: 300,
  hours: 1000,
}

/** @throws OperatorError that says which value is wrong. */
export async function createElement(db: Db, clock: Clock, input: NewElement): Promise<ElementRow> {
  const type = oneOf('--type', input.type, elementTypes)
  const content = input.content ?? (type === 'link' ? input.name : undefined)
  if (content === undefined) throw new OperatorError(`--content is needed: what stands in the article.`)
  const { siteId } = input
  const now = clock.now()
  const row: ElementRow = {
    id: newId(),
    site_id: siteId,
    type,
    ...checkedParts(type, { ...input, content }),
    is_active: true,
    created_at: now,
    updated_at: now,
  }
  await withTx(db, async (tx) => {
    await insertElement(tx, row)
    await tellChange(tx, { action: 'element.create', siteId, nounId: row.id, after: row }, now)
  })
  return row
}

/** What is not named stays; an empty --url takes it from a cta. Articles that are written already keep what they have. @throws OperatorError */
export async function changeElement(
  db: Db,
  clock: Clock,
  id: string,
  input: ElementChange,
): Promise<ElementRow> {
  const change = named(input, '--name, --content, --url, --intent, --enable or --disable')
  return await withTx(db, async (tx) => {
    const before = isUuid(id) ? await lockElement(tx, id) : undefined
    if (!before) throw missing(id)
    const now = clock.now()
    const parts = {
      name: change.name ?? before.name,
      content: change.content ?? before.content,
      url: (change.url ?? before.url) || undefined,
      intent: change.intent ?? before.intent ?? undefined,
    }
    const after: ElementRow = {
      ...before,
      ...checkedParts(before.type, parts),
      is_active: change.isActive ?? before.is_active,
      updated_at: now,
    }
    await updateElement(tx, after)
    const { id: nounId, site_id: siteId } = after
    await tellChange(tx, { action: 'element.update', siteId, nounId, before, after }, now)
    return after
  })
}

/** @throws OperatorError when there is no such element. */
export async function removeElement(db: Db, clock: Clock, id: string): Promise<void> {
  await withTx(db, async (tx) => {
    const before = isUuid(id) ? await deleteElement(tx, id) : undefined
    if (!before) throw missing(id)
    const { id: nounId, site_id: siteId } = before
    await tellChange(tx, { action: 'element.delete', siteId, nounId, before }, clock.now())
  })
}

function missing(id: string): OperatorError {
  return new OperatorError(`No element has the id ${id}. "elements list" shows them.`)
}

type Parts = { name: string; content: string; url?: string | undefined; intent?: string | undefined }

function checkedParts(
  type: ElementType,
  { name, content, url, intent }: Parts,
): Pick<ElementRow, 'name' | 'content' | 'url' | 'intent'> {
  if (!/[\p{L}\p{N}]/u.test(content)) throw new OperatorError('--content must have words.')
  if (url === undefined && type === 'link') throw new OperatorError('A link needs --url.')
  if (url !== undefined && type !== 'link' && type !== 'cta')
    throw new OperatorError('--url belongs to a link or a cta.')
  if (intent !== undefined && type !== 'link') throw new OperatorError('--intent belongs to a link.')
  return {
    name: filled('--name', name),
    content: filled('--content', content, charactersMax[type]),
    url: url === undefined ? null : webAddress('--url', url),
    intent: type === 'link' ? oneOf('--intent', intent ?? '', linkIntents) : null,
  }
}
