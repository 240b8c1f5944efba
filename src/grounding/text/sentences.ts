// Where a block's sentences end. Whether a stop ends a sentence never depends on what follows it, so cutting a
// sentence out never joins its neighbours into one.

const abbreviations = new Set(
  'mr mrs ms dr st mt ft no vs approx inc ltd co corp dept est ave blvd rd hwy e.g i.e etc jr sr jan feb mar apr jun jul aug sept oct nov dec lb lbs mi in oz u.s u.s.a sq cu vol fig gal p.s a.m p.m prev equip cond trans ext int eng odo stk opts incl max min trns cyl spd cty veh orig yr yrs mo mos'.split(
    ' ',
  ),
)
const closers = new Set(['"', "'", '”', '’', ')', ']', '*', '_', '~', '`'])

/** Ends (exclusive) of `[label](target)`, `` `code` ``, `**strong**` and quotes never part a sentence inside them. */
function closedSpanEnd(text: string, at: number, to: number): number {
  const mark = text.startsWith('**', at)
    ? '**'
    : text.startsWith('__', at)
      ? '__'
      : text[at] === '`'
        ? '`'
        : text[at] === '['
          ? ']'
          : ''
  if (mark === '') return at
  const close = text.slice(at + mark.length, Math.min(to, at + 400)).indexOf(mark)
  if (close < 0) return at
  const end = at + mark.length + close + mark.length
  if (mark === ']' && text[end] === '(') {
    const target = text.slice(end, Math.min(to, end + 400)).indexOf(')')
    return target < 0 ? end : end + target + 1
  }
  return end
}

const labelled =
  /^\W{0,9}\p{L}[\p{L}\p{N} _.,#/()&'-]{0,38}?[*_"]{0,2} ?(?:[:=→][*_]{0,2}\s+| ?\| ?|\s?\.{3,}\s?|\t+\s*| {2,}|(?<=^.{1,16}) [-–—] (?=[$\d\p{L}]))\S.{0,60}$/u
/** "272: miles on a charge" */
const valued = /^\W{0,4}[$\d][\p{L}\p{N}$.,%/ -]{0,18}[*_]{0,2}(?:[:=] | [-–—|] | ?\.{3,} ?)\p{L}.{0,40}$/u

/** "Seats 7, doors 4" */
const listed = /^\W{0,4}(?:\p{L}[\p{L} ]{1,18} \$?\d[\d.,k]{0,9}(?:, |; | · |$)){2,5}$/u

/** "seats 7" above "doors 4" */
const shortPair =
  /^[ \t>*•-]{0,4}\p{L}[\p{L} ]{1,18} \$?\d[\d.,/]{0,10}(?: (?:mpg|lbs?|mi|miles|hp|cu\.? ft\.?))?$/u

/** "six-speed manual" above "Column B: Accord": a short line that the label below it does not continue. */
function isAboveLabelled(text: string, from: number, end: number): boolean {
  const start = Math.max(from, text.lastIndexOf('\n', end - 1) + 1)
  if (end - start > versesMax) return false
  const line = text.slice(start, end).trimEnd()
  return line !== '' && !leadsOn.test(line) && labelHead.test(text.slice(end + 1, end + 49))
}

/** Whether the line that ends at a line break is a label and its value ("Seats: 5"), which no next line continues. */
function isLabelled(text: string, from: number, end: number): boolean {
  const start = Math.max(from, text.lastIndexOf('\n', end - 1) + 1)
  if (end - start >= 110) return false
  const line = text.slice(start, end).trimEnd()
  if (shortPair.test(line)) {
    const next = text.slice(end + 1, end + 60)
    return shortPair.test(next.split('\n', 1)[0]!.trimEnd())
  }
  return labelled.test(line) || valued.test(line) || listed.test(line)
}

const labelHead = /^[ \t>*_–-]{0,4}\p{Lu}[\p{L}\p{N} .#/()&'-]{0,30}[*_]{0,2}:[*_]{0,2} /u

/** "The Civic has: a sunroof, …", and the next line "The Accord has: …": two of a kind, however long. */
function isOneOfLabelled(text: string, from: number, end: number): boolean {
  const start = Math.max(from, text.lastIndexOf('\n', end - 1) + 1)
  return labelHead.test(text.slice(start, start + 48)) && labelHead.test(text.slice(end + 1, end + 49))
}

/** "It tows 3,600 lbs. The other …": a capital after a unit begins a sentence. */
const endsUnit =
  /\b(?:hwy|cty)\.$|\d[ -]?(?:cyl|spd|lbs?|mi|in|ft|cu\. ?ft|sq\. ?ft|gal|oz|lb\. ?-?ft|hr|yr)\.$/
const beginsWithCapital = /^\s\s?[*_“”"(]{0,3}\p{Lu}/u

/** "Ext. Ocean Blue / int. Gray": a label, where nothing of its clause stands before it as in "black int." */
const endsLabel = /(?:^|[/,;|·–—-]\s*|\.\s+)(?:ext|int)\.$/i

function endsAbbreviation(text: string, from: number, stop: number): boolean {
  if (endsLabel.test(text.slice(Math.max(from, stop - 7), stop + 1))) return true
  let start = stop
  while (start > from && stop - start < 9 && /[\p{L}.]/u.test(text[start - 1]!)) start--
  const word = text.slice(start, stop).toLowerCase()
  if (abbreviations.has(word))
    return word !== 'in' && word !== 'no' && word !== 'mi'
      ? true
      : /\d[ \u00a0-]?$/.test(text.slice(Math.max(from, start - 3), start)) || word === 'no'
  return /^\p{L}(?:\.\p{L})+$/u.test(word)
}

const versesMax = 60
const leadsOn =
  /(?:,|\b(?:a|an|the|and|or|but|with|of|for|to|in|on|at|by|from|as|plus|its|our|your|this|that))$/i

/** "eng 2.5 I4", "tow 2,000 | dr 4": a short line with a figure of its own, and no words as in a sentence. */
const isOfData = (line: string): boolean =>
  line.length <= versesMax * 2 &&
  /\d/.test(line) &&
  !leadsOn.test(line.trimEnd()) &&
  (/[|:=/;•·→]/.test(line) || line.trim().split(/\s+/).length <= 6)

/** Whether each line says something by itself, as in a thread of messages: none is long, none goes on in the next. */
function isOfLines(text: string, from: number, to: number): boolean {
  if (!text.slice(from, to).includes('\n')) return false
  const lines = text.slice(from, to).split('\n')
  if (lines.length > 2 && lines.slice(1).every(isOfData)) return true
  return (
    lines.every(
      (line, i) =>
        (i === 0 || /^[\s>*_"“(]*[\p{Lu}\d$~]/u.test(line)) &&
        (i === lines.length - 1 || (line.length <= versesMax * 2 && !leadsOn.test(line.trimEnd()))),
    ) && lines.length > 2
  )
}

/** Sentences of text[from..to), as spans that cover it: each runs to where the next begins. */
export function sentencesOf(text: string, from: number, to: number): { start: number; end: number }[] {
  const sentences: { start: number; end: number }[] = []
  let start = from
  const close = (end: number): void => {
    if (end > start) sentences.push({ start, end })
    start = end
  }
  const ofLines = isOfLines(text, from, to)
  let i = from
  while (i < to) {
    const character = text[i]!
    if (character === '*' || character === '_' || character === '`' || character === '[') {
      const end = closedSpanEnd(text, i, to)
      if (end > i) {
        const last = text[end - 1] === '*' || text[end - 1] === '_' ? end - 3 : -1
        i = last > i && '.!?'.includes(text[last]!) ? last : end
        if (i === end) continue
      } else {
        i++
        continue
      }
    }
    if (
      text[i] === '\n' &&
      i > from &&
      (text[i - 1] === ':' ||
        text[i - 1] === '\\' ||
        text.slice(i - 2, i) === '  ' ||
        ofLines ||
        isLabelled(text, from, i) ||
        isAboveLabelled(text, from, i) ||
        isOneOfLabelled(text, from, i))
    ) {
      close(skipSpace(text, i, to))
      i = start
      continue
    }
    if (text[i] !== '.' && text[i] !== '!' && text[i] !== '?' && text[i] !== '…') {
      i++
      continue
    }
    const stop = i
    const leaders = /^\.(?: ?\.){2,40}[ \t]*/.exec(text.slice(i, i + 90))
    if (leaders && /[ \t]/.test(text[i - 1] ?? '')) {
      i += leaders[0].length
      continue
    }
    i++
    while (i < to && (closers.has(text[i]!) || '.!?…'.includes(text[i]!))) i++
    if (i < to && text[i]! > ' ' && text[i] !== '\u00a0') continue
    if (
      text[stop] === '.' &&
      i - stop === 1 &&
      endsAbbreviation(text, start, stop) &&
      !(
        endsUnit.test(text.slice(Math.max(start, stop - 24), i)) &&
        beginsWithCapital.test(text.slice(i, i + 6))
      )
    )
      continue
    close(skipSpace(text, i, to))
    i = start
  }
  close(to)
  return sentences
}

/** Whether words end as a sentence or a lead-in does, emphasis and closing quotes aside. */
export function endsSentence(words: string): boolean {
  return /[.!?…:\\]["'”’)\]*_~`]*$/.test(words.trimEnd())
}

/** Past white space and the quote markers of following lines. */
function skipSpace(text: string, at: number, to: number): number {
  let i = at
  while (i < to && (text[i]! <= ' ' || text[i] === '\u00a0' || (text[i] === '>' && text[i - 1]! <= ' '))) i++
  return i
}
