import { type Fact, type FactValue, getAttribute } from '#facts/index.ts'
import { newId } from '#kernel/ids.ts'

/** Said by the request that a text is written for: the ledger does not know it, and nothing changes it. */
export function isRequested({ subject, source }: Fact): boolean {
  return source.kind === 'site' && !subject.startsWith('site:')
}

/**
 * What a request says of a subject, as facts of this run: they are kept with its plan and with the claims that they
 * carry, and are no knowledge of the site. Null says nothing.
 */
export function requestedFacts(
  subject: string,
  title: string,
  values: Readonly<Record<string, FactValue | null>>,
  now: Date,
): Fact[] {
  const source = { kind: 'site', title, url: null, retrievedAt: now.toISOString() } as const
  return Object.entries(values).flatMap(([attribute, value]) =>
    value === null
      ? []
      : [{ id: newId(), subject, attribute, value, unit: getAttribute(attribute).unit, source }],
  )
}
