/** Whether `Prefer` asks for `handling=strict` (RFC 7240): of a preference that is given twice the first one counts. */
export function prefersStrict(prefer: string | string[] | undefined): boolean {
  if (prefer === undefined) return false
  // A quoted value may hold commas and semicolons; one that is no plain word is none of ours.
  const unquoted = [prefer]
    .flat()
    .join(',')
    .replace(/"([^"]*)"/g, (_, text: string) => (/^\w*$/.test(text) ? text : ''))
  for (const preference of unquoted.split(',')) {
    const [name, value] = (preference.split(';')[0] ?? '').split('=').map((word) => word.trim().toLowerCase())
    if (name === 'handling') return value === 'strict'
  }
  return false
}
