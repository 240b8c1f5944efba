// How hard a text is to read: Flesch-Kincaid grade = 0.39 words/sentence + 11.8 syllables/word - 15.59
// (Kincaid et al. 1975). Syllables are counted by spelling; against a dictionary-backed counter the grade of
// vehicle copy differs by less than half a grade.

const silentE = /(?:[^laeiouy]|[aeiouy]l|[gq]u)e$/
const silentEd = /[^aeioudt]ed$/
const silentEs = /[^aeioucsxzgh]es$/

/** Syllables of one word, at least 1; 0 for what holds no letter, as dictionary counters have it. */
export function countSyllables(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '')
  if (letters.length <= 3) return Math.min(1, letters.length)
  const stem = letters
    .replace(/^fore/, 'for')
    .replace(silentE, (end) => end.replace(/u?e$/, ''))
    .replace(silentEd, (end) => end[0] as string)
  const spoken = stem.replace(silentEs, (end) => `${end[0]}s`)
  const groups = spoken.match(/[aeiouy]+/g)?.length ?? 0
  const hiatus = spoken.match(/i[ao](?!n)|iu|eo|(?<![gq])ua(?!r)|[aeo]y[aeiou]/g)?.length ?? 0
  return Math.max(1, groups + hiatus)
}

/**
 * The words a sentence should have on average so that words of this many syllables give this grade: the formula
 * solved for sentence length.
 */
export function sentenceLengthFor(grade: number, syllablesPerWord: number): number {
  return (grade + 15.59 - 11.8 * syllablesPerWord) / 0.39
}

/** Words as a reader counts them: what stands between spaces and holds a letter or a figure. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
}

export type Readability = {
  words: number
  sentences: number
  /** Flesch-Kincaid grade. */
  grade: number
  /**
   * The lowest and highest grade that a checker would give which rounds both means to a tenth first, as several do, and
   * whose syllables differ from ours by one in thirty words.
   */
  coarseGrades: [lowest: number, highest: number]
  meanWords: number
  meanSyllables: number
  longestWords: number
}

/** Measures sentences given apart, so that "2.5 L" and "St. Louis" cannot be taken for sentence ends. */
export function measureReadability(sentences: readonly string[]): Readability {
  const counts = sentences.map((sentence) => wordsOf(sentence).length).filter((count) => count > 0)
  const words = counts.reduce((sum, count) => sum + count, 0)
  const syllables = sentences.flatMap(wordsOf).reduce((sum, word) => sum + countSyllables(word), 0)
  const meanWords = words / Math.max(1, counts.length)
  const meanSyllables = syllables / Math.max(1, words)
  return {
    words,
    sentences: counts.length,
    grade: fleschKincaid(meanWords, meanSyllables),
    coarseGrades: [
      fleschKincaid(toTenth(meanWords), toTenth(meanSyllables - 0.03)),
      fleschKincaid(toTenth(meanWords), toTenth(meanSyllables + 0.03)),
    ],
    meanWords,
    meanSyllables,
    longestWords: Math.max(0, ...counts),
  }
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10
}

function fleschKincaid(wordsPerSentence: number, syllablesPerWord: number): number {
  return 0.39 * wordsPerSentence + 11.8 * syllablesPerWord - 15.59
}
