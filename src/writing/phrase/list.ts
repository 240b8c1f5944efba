const conjunction = new Intl.ListFormat('en-US', { style: 'long', type: 'conjunction' })
const disjunction = new Intl.ListFormat('en-US', { style: 'long', type: 'disjunction' })

/** "a", "a and b", "a, b, and c" (or with "or"). */
export function joinList(items: readonly string[], kind: 'and' | 'or' = 'and'): string {
  return (kind === 'and' ? conjunction : disjunction).format(items)
}
