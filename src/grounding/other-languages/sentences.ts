// Where sentences end in any published language, by Intl; and what it takes for an end and is none.

import type { Language } from './languages.ts'

const segmenters = new Map<string, Intl.Segmenter>()
/** A stop behind these ends no sentence; before a small letter Intl sees none. */
const abbreviation = /(?:^|[\s(])(?:EE|UU|Sr|Sra|Dr|Dra|Mr|Mrs|St|Ave|Blvd|Rd|Inc|vs|TP|Mt|Ft|U\.S)\.\s*$/u

export function sentencesIn({
  tag,
}: Language): (text: string, from: number, to: number) => { start: number; end: number }[] {
  const segmenter = segmenters.get(tag) ?? new Intl.Segmenter(tag, { granularity: 'sentence' })
  segmenters.set(tag, segmenter)
  return (text, from, to) => {
    const sentences: { start: number; end: number }[] = []
    for (const { segment, index } of segmenter.segment(text.slice(from, to))) {
      const start = from + index
      const last = sentences.at(-1)
      if (last && abbreviation.test(text.slice(last.start, last.end))) last.end = start + segment.length
      else sentences.push({ start, end: start + segment.length })
    }
    return sentences
  }
}

/** Whether words end as a sentence or a lead-in does, emphasis and closing quotes aside. */
export function endsSentence(words: string): boolean {
  return /[.!?…:：。！？؟۔\\]["'”’»」』)\]*_~`]*$/u.test(words.trimEnd())
}
