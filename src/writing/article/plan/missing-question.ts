import { sayQuestion } from '../compose/sentence.ts'
import { refer } from '../compose/slots.ts'
import { isPlainName } from '../sayable.ts'

/** What to ask the staff where none is in stock; undefined for what is no name. `name`: "2026 Honda Civic". */
export function missingQuestion(name: string): string | undefined {
  return isPlainName(name) ? sayQuestion('missing', { Label: refer(name) }, name, new Set()) : undefined
}
