// JSON in one spelling, so that two bodies with the same members have the same fingerprint
// (RFC 8785's idea; numbers and strings as JSON.stringify writes them).

const depthMax = 100

export class JsonTooDeepError extends Error {
  override name = 'JsonTooDeepError'
}

/** Members sorted by name, no white space. @throws JsonTooDeepError beyond 100 levels. */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > depthMax) throw new JsonTooDeepError('nested too deep')
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, depth + 1)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.keys(value)
      .sort()
      .map(
        (key) =>
          `${JSON.stringify(key)}:${canonicalJson((value as Record<string, unknown>)[key], depth + 1)}`,
      )
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value)
}
