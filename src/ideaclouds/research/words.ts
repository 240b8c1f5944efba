// Words of a keyword and of a question. A keyword becomes plain tokens (letters and digits of the Latin
// alphabet, lower case), so that nothing of what a person typed can reach a question unseen.

const stopwords = new Set(
  (
    'a an the and or of for to in on at by from with without into onto as than that this these those it its is are was ' +
    'were be been being do does did done can could will would shall should may might must has have had having not no ' +
    'what which who whom whose when where why how if then there here you your yours me my mine we our us they them their ' +
    'he she his her i one ones any some all each every many much more most less least few often long far other others ' +
    'another such same so too very own up out off over under again about between before after during while via per ' +
    'get gets got come comes came need needs needed use uses using make makes made let lets give gives take takes ' +
    'car cars vehicle vehicles'
  ).split(' '),
)

/** Without accents and compatibility forms, lower case. */
function fold(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
}

/** The words of a text: runs of a-z and 0-9, with "'s" dropped, "&" and thousands separators read. At most 120. */
export function tokenize(text: string): string[] {
  return fold(text)
    .replace(/['’`´]s\b/g, '')
    .replace(/['’`´]/g, '')
    .replaceAll('&', ' and ')
    .replace(/(\d),(?=\d{3}\b)/g, '$1')
    .replace(/[^a-z0-9$]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '' && word !== '$')
    .slice(0, 120)
}

/** One name as one run of letters and digits: "F-150" and "f 150" give "f150". */
export function compact(text: string): string {
  if (/^[\w ./()-]*$/.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return tokenize(text).join('')
}

/** "batteries" and "battery", "tires" and "tire" meet. */
export function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 4 && /(?:sses|shes|ches|xes)$/.test(word)) return word.slice(0, -2)
  if (word.length > 3 && word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return word.slice(0, -1)
  return word
}

function stem(word: string): string {
  const base = singular(word)
  const cut = base.replace(/(?:ations?|ings?|ers?|ed|ly|es?)$/, '')
  const root = cut.length >= 3 ? cut : base
  return root.replace(/([b-df-hj-np-tv-z])\1$/, '$1').replace(/[iy]$/, '')
}

/**
 * What a question asks, whatever its order and grammar: the stems of its words without stop words and without the
 * words of `subject` (the vehicle), sorted. Two questions with the same key ask the same.
 */
export function contentKey(question: string, subject: ReadonlySet<string>): string {
  const kept = tokenize(question.replaceAll('-', ' '))
    .filter((word) => !subject.has(word) && !stopwords.has(word))
    .map(stem)
  return [...new Set(kept)].sort().join(' ')
}

/** "Tire rotation" as a title has it; names that have capitals of their own keep them. */
export function titleCase(text: string): string {
  return text
    .split(' ')
    .map((word, at) =>
      at > 0 && /^(?:a|an|the|and|or|of|for|to|in|on|at|by|with|from|vs|under)$/.test(word)
        ? word
        : word.replace(
            /(^|-)(\p{Lowercase_Letter})/gu,
            (_, dash: string, letter: string) => dash + letter.toUpperCase(),
          ),
    )
    .join(' ')
}
