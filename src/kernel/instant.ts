/** RFC 3339 with its offset, for a JSON schema; whether the day exists is `instantOf`'s business. */
export const instantPattern =
  '^(\\d{4})-(\\d{2})-(\\d{2})[Tt](\\d{2}):(\\d{2}):(\\d{2})(\\.\\d+)?(?:[Zz]|([+-])(\\d{2}):(\\d{2}))$'

const shape = new RegExp(instantPattern)

/** The moment that a text of that pattern names, to the millisecond; undefined for one that is not in the calendar. */
export function instantOf(text: string): Date | undefined {
  const parts = shape.exec(text)
  if (!parts) return undefined
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const [offsetHours, offsetMinutes] = [Number(parts[9] ?? 0), Number(parts[10] ?? 0)]
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const isReal =
    offsetHours < 24 &&
    offsetMinutes < 60 &&
    local.toISOString().slice(0, 19) === text.slice(0, 19).toUpperCase()
  if (!isReal) return undefined
  const ms = Number((parts[7] ?? '.').slice(1, 4).padEnd(3, '0'))
  const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000 * (parts[8] === '-' ? -1 : 1)
  return new Date(local.getTime() + ms - offsetMs)
}
