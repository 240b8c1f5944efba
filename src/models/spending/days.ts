/** The day that it is in a time zone (an IANA name), such as `2026-11-29`. */
export function dayIn(timezone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(at)
}

const longestDayMs = 26 * 3600_000

/**
 * When the next day begins there, to the second. Searched for, since clocks are put forward and back, in some zones at
 * midnight.
 */
export function nextDayIn(timezone: string, at: Date): Date {
  const today = dayIn(timezone, at)
  let [before, after] = [Math.floor(at.getTime() / 1000), Math.ceil((at.getTime() + longestDayMs) / 1000)]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (dayIn(timezone, new Date(middle * 1000)) === today) before = middle
    else after = middle
  }
  return new Date(after * 1000)
}
