import { type BankRules, loadBank, type PhraseBank } from '../phrase/index.ts'
import angles from '../phrase-bank/description/angles.json' with { type: 'json' }
import body from '../phrase-bank/description/body.json' with { type: 'json' }
import closing from '../phrase-bank/description/closing.json' with { type: 'json' }
import equipment from '../phrase-bank/description/equipment.json' with { type: 'json' }
import figures from '../phrase-bank/description/figures.json' with { type: 'json' }
import fragments from '../phrase-bank/description/fragments.json' with { type: 'json' }
import opening from '../phrase-bank/description/opening.json' with { type: 'json' }
import power from '../phrase-bank/description/power.json' with { type: 'json' }
import { slotNames } from './slots.ts'
import { tones } from './voice.ts'

const rules = (groups: readonly string[]): BankRules => ({ slots: slotNames, tones, fragments, groups })

/** Opening sentences by angle. */
export const openings: PhraseBank = loadBank(
  'phrase-bank/description/opening.json',
  opening,
  rules([...Object.keys(angles), 'bare']),
)

/** Sentences of the body and the closing, by section, and the lines that lead into the list ("bullets"). */
export const sections: PhraseBank = new Map([
  ...loadBank('phrase-bank/description/figures.json', figures, rules(['figures'])),
  ...loadBank('phrase-bank/description/power.json', power, rules(['power', 'economy'])),
  ...loadBank('phrase-bank/description/body.json', body, rules(['looks', 'cabin', 'origin'])),
  ...loadBank('phrase-bank/description/equipment.json', equipment, rules(['equipment', 'bullets'])),
  ...loadBank('phrase-bank/description/closing.json', closing, rules(['closing'])),
])
