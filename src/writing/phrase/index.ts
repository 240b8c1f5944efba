export { articleFor, withArticle } from './article.ts'
export { type BankEntry, type BankRules, loadBank, type PhraseBank } from './bank.ts'
export {
  isSingularEquipment,
  lowerCommonWords,
  lowerPlainColor,
  quietCapitals,
  sentenceCase,
} from './casing.ts'
export { joinList } from './list.ts'
export {
  countOf,
  formatDate,
  formatDay,
  formatMoney,
  formatNumber,
  formatTime,
  smallNumber,
} from './numbers.ts'
export {
  countSyllables,
  measureReadability,
  sentenceLengthFor,
  wordsOf,
} from './readability.ts'
export {
  asSentence,
  type Phrase,
  realize,
  realizeSentence,
  type SlotLookup,
  type SlotValue,
} from './realize.ts'
export { createPicker, type Picker } from './seeded.ts'
export { countForms, parseTemplate } from './template.ts'
