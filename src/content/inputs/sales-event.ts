import { type Fault, validationError } from '#kernel/errors.ts'

export const eventCategories = [
  'Sales Event',
  'New Model Launch',
  'Owner Appreciation',
  'Service Special',
  'Community Event',
  'Holiday Celebration',
  'Test Drive Event',
] as const
type EventCategory = (typeof eventCategories)[number]

export type SalesEventInput = {
  articleType: 'salesevent'
  name: string
  /** RFC 3339, UTC. */
  startsAt: string
  endsAt: string
  location: string
  category: EventCategory
  description: string | null
}

/** A date and time with its distance from UTC. */
export const momentPattern =
  '^[12]\\d{3}-\\d{2}-\\d{2}[Tt]([01]\\d|2[0-3]):\\d{2}(:\\d{2}(\\.\\d{1,9})?)?([Zz]|[+-]\\d{2}:\\d{2})$'

/** @throws AppError validation_error for a day or a time that does not exist, and for an end before the start. */
export function readSalesEvent(body: {
  event_name: string
  start_date: string
  end_date: string
  location: string
  category: EventCategory
  description?: string | undefined
}): SalesEventInput {
  const startMs = momentOf(body.start_date)
  const endMs = momentOf(body.end_date)
  const faults: Fault[] = Object.entries({ start_date: startMs, end_date: endMs })
    .filter(([, ms]) => Number.isNaN(ms))
    .map(([path]) => ({ path, message: `${path} must be a day and a time that exist` }))
  if (endMs < startMs) faults.push({ path: 'end_date', message: 'end_date must not be before start_date' })
  if (faults.length > 0) throw validationError(faults)
  return {
    articleType: 'salesevent',
    name: body.event_name,
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(endMs).toISOString(),
    location: body.location,
    category: body.category,
    description: body.description ?? null,
  }
}

/** Milliseconds since 1970; NaN for a day that its month does not have, which Date.parse would move on. */
function momentOf(text: string): number {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number]
  const isDay = day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  return isDay ? Date.parse(text.toUpperCase()) : Number.NaN
}

export function salesEventTitle({ name }: SalesEventInput): string {
  return name
}
