// How each published language but English writes figures and names. English has its own verifier.

import numberWords from './lexicon/number-words.json' with { type: 'json' }
import units from './lexicon/units.json' with { type: 'json' }

/** What a figure counts or measures: `usd`, `mile`, `mpg`, `seats`; the keys of lexicon/units.json. */
export type UnitClass = keyof typeof units.any

export type Language = {
  name: string
  /** BCP 47, for Intl. */
  tag: string
  /** Of "1,500" and "1.500", where three digits follow: which mark parts thousands, besides the comma. */
  pointGroups: boolean
  /** Thousands parted by a plain space. */
  spaceGroups: boolean
  /** The scripts of its own words. Latin words in another script's text are names. */
  scripts: RegExp
  isLatin: boolean
  /** Words without spaces between: a unit may stand against the next word. */
  isUnspaced: boolean
  /** Units by their words, the longest first. */
  units: readonly { words: string; unit: UnitClass }[]
  numberWords: ReadonlyMap<string, number>
}

type Form = Pick<Language, 'name' | 'tag'> & {
  script: 'Latin' | 'Cyrillic' | 'Arabic' | 'Hebrew' | 'Han' | 'Japanese' | 'Hangul'
  pointGroups?: boolean
  spaceGroups?: boolean
}

const forms: readonly Form[] = [
  { name: 'English', tag: 'en', script: 'Latin' },
  { name: 'Spanish', tag: 'es', script: 'Latin', pointGroups: true },
  { name: 'Mandarin Chinese', tag: 'zh', script: 'Han' },
  { name: 'Japanese', tag: 'ja', script: 'Japanese' },
  { name: 'Korean', tag: 'ko', script: 'Hangul' },
  { name: 'Arabic', tag: 'ar', script: 'Arabic' },
  { name: 'Farsi', tag: 'fa', script: 'Arabic' },
  { name: 'Hebrew', tag: 'he', script: 'Hebrew' },
  { name: 'French', tag: 'fr', script: 'Latin', pointGroups: true, spaceGroups: true },
  { name: 'Tagalog', tag: 'fil', script: 'Latin' },
  { name: 'Vietnamese', tag: 'vi', script: 'Latin', pointGroups: true },
  { name: 'Portuguese', tag: 'pt', script: 'Latin', pointGroups: true, spaceGroups: true },
  { name: 'Russian', tag: 'ru', script: 'Cyrillic', pointGroups: true, spaceGroups: true },
]

const scripts: Readonly<Record<Form['script'], RegExp>> = {
  Latin: /\p{Script=Latin}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Arabic: /\p{Script=Arabic}/u,
  Hebrew: /\p{Script=Hebrew}/u,
  Han: /\p{Script=Han}/u,
  Japanese: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u,
  // Hanja stand in brackets now and then.
  Hangul: /[\p{Script=Hangul}\p{Script=Han}]/u,
}

const languages = new Map(forms.map((form) => [form.name, languageOf(form)]))

function languageOf({ name, tag, script, pointGroups = false, spaceGroups = false }: Form): Language {
  const own = (units as Record<string, Partial<Record<UnitClass, string[]>>>)[name] ?? {}
  const words = Object.entries({ any: units.any, own }).flatMap(([, book]) =>
    Object.entries(book).flatMap(([unit, list]) =>
      (list ?? []).map((one) => ({ words: one, unit: unit as UnitClass })),
    ),
  )
  return {
    name,
    tag,
    pointGroups,
    spaceGroups,
    scripts: scripts[script],
    isLatin: script === 'Latin',
    isUnspaced: script === 'Han' || script === 'Japanese' || script === 'Hangul',
    units: words.sort((a, b) => b.words.length - a.words.length),
    numberWords: new Map(Object.entries((numberWords as Record<string, Record<string, number>>)[name] ?? {})),
  }
}

/** @throws Error for a name that is not of the published list. */
export function getLanguage(name: string): Language {
  const language = languages.get(name)
  if (!language) throw new Error(`grounding/other-languages does not know ${name}`)
  return language
}
