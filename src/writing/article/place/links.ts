// Which links go where. General content takes links of all intents in its text; content for one side of the house takes
// the links of that side in its text and offers the other side at the end.

import type { Picker } from '../../phrase/index.ts'
import type { ArticleLink, ContentIntent, LinkIntent } from '../../port.ts'
import { linkTarget, plainLine } from '../markdown.ts'

const places: Readonly<
  Record<ContentIntent, { inline: readonly LinkIntent[]; appended: readonly LinkIntent[] }>
> = {
  general: { inline: ['sales', 'finance', 'service', 'parts'], appended: [] },
  fixed_ops: { inline: ['service', 'parts'], appended: ['sales'] },
  variable: { inline: ['sales', 'finance'], appended: ['service'] },
}

const appendedMax = 3

/**
 * Chooses from a site's links for a content intent, at most `inlineMax` for the text. The intents take turns, so that
 * none crowds out another; of several links of one intent the picker chooses. Links without words or a usable address,
 * and repeated ones, are left out.
 */
export function chooseLinks(
  links: readonly ArticleLink[],
  contentIntent: ContentIntent,
  inlineMax: number,
  picker: Picker,
): { inline: ArticleLink[]; appended: ArticleLink[] } {
  const usable = links.filter(
    (link, at) =>
      plainLine(link.label) !== '' &&
      linkTarget(link.url) !== null &&
      links.findIndex((other) => linkTarget(other.url) === linkTarget(link.url)) === at,
  )
  const { inline, appended } = places[contentIntent]
  return {
    inline: inTurns(usable, inline, inlineMax, picker),
    appended: inTurns(usable, appended, appendedMax, picker),
  }
}

function inTurns(
  links: readonly ArticleLink[],
  intents: readonly LinkIntent[],
  most: number,
  picker: Picker,
): ArticleLink[] {
  const byIntent = intents.map((intent) => links.filter((link) => link.intent === intent))
  const chosen = new Set(dealt(byIntent.map((own) => picker.shuffle(own))).slice(0, most))
  return dealt(byIntent.map((own) => own.filter((link) => chosen.has(link))))
}

/** The first of each group, then the second of each, until all are dealt. */
function dealt<T>(groups: readonly (readonly T[])[]): T[] {
  const rounds = Math.max(0, ...groups.map((group) => group.length))
  return Array.from({ length: rounds }, (_, round) =>
    groups.flatMap((group) => group.slice(round, round + 1)),
  ).flat()
}

/** For each of `count` links the index of its place among `places`: evenly from first to last. */
export function spread(count: number, places: number): number[] {
  return Array.from({ length: count }, (_, at) => Math.floor(((at + 0.5) * places) / count))
}
