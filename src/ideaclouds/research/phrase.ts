// Fills a template: names, verbs that agree with a topic's number, "a" or "an", and the shorter name where the
// longest would make the question too long.

const questionLengthMax = 140
const questionLengthMin = 20

/** "a" or "an" as the next word is spoken: "an SUV", "a used Acura", "an 86", "a 2026 Honda". */
export function article(noun: string): 'a' | 'an' {
  const [word = ''] = noun.split(' ')
  if (/^\d/.test(word)) return /^(?:8|1[18](?!\d))/.test(word) ? 'an' : 'a'
  const isSpelled = /^[A-Z]{2,}(?:\d|-|$)/.test(word) && !/^(?:MINI|RAV|NEXO|NASCAR)/.test(word)
  if (isSpelled) return /^[AEFHILMNORSX]/.test(word) ? 'an' : 'a'
  if (/^(?:eu|uni|use|usu|one\b)/i.test(word)) return 'a'
  return /^[aeiou]/i.test(word.normalize('NFKD')) ? 'an' : 'a'
}

/** What the placeholders stand for. Each value may be several, from the longest to the shortest. */
export type Values = Readonly<Record<string, string>>

function fill(text: string, values: Values): string | null {
  let isFull = true
  const filled = text.replace(/\{([^}]*)\}/g, (_, name: string) => {
    const [two, more] = name.split('|')
    const value = more === undefined ? values[name] : values['more than two'] ? more : two
    if (!value) isFull = false
    return value ?? ''
  })
  if (!isFull) return null
  const first = filled[0] ?? ''
  return first.toUpperCase() + filled.slice(1)
}

/** The question with the longest names that it has room for; null when a placeholder has no value or none fits. */
export function phraseQuestion(text: string, choices: readonly Values[]): string | null {
  for (const values of choices) {
    const question = fill(text, values)
    if (question === null) return null
    if (question.length <= questionLengthMax) return question.length < questionLengthMin ? null : question
  }
  return null
}

/** "A and B"; "A, B and C". */
export function joinList(items: readonly string[], word: 'and' | 'or'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
}
