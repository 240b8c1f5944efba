// One of several stocks may lead. That moves places and adds sentences about it; every figure and fact that an even
// account states is stated all the same, and none is added.

import type { Featured } from '../port.ts'

/** From 50 on the opening and the close speak of it, from 75 on it has a section of its own. Below, it only comes first. */
export function weightOf(featured: Featured | null): { framed: boolean; detailed: boolean } {
  return { framed: (featured?.bias ?? 0) >= 50, detailed: (featured?.bias ?? 0) >= 75 }
}

/** What is the featured stock's first; the order is else as it was. */
export function featuredFirst<T>(
  items: readonly T[],
  featured: Featured | null,
  subjectOf: (item: T) => string | null,
): T[] {
  if (!featured) return [...items]
  const isFirst = (item: T) => subjectOf(item) === featured.subject
  return [...items.filter(isFirst), ...items.filter((item) => !isFirst(item))]
}
