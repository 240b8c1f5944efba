// Tables without Markdown's rule below the head: lines of fields that commas, tabs, semicolons or bars part.

export type Cell = { from: number; to: number }

/** What may part the fields, and of how many a line of them has at least. */
const marks: readonly [string, number][] = [
  ['\t', 3],
  ['|', 3],
  [';', 4],
  [',', 4],
]
const headMax = 400

/** Fields of text[from..to), quotation marks and white space around them left out. */
export function fieldsOf(text: string, from: number, to: number, mark: string): Cell[] {
  const fields: Cell[] = []
  let start = from
  let isQuoted = false
  for (let i = from; i <= to; i++) {
    if (text[i] === '"') isQuoted = !isQuoted
    if (i < to && (text[i] !== mark || isQuoted)) continue
    let first = start
    let last = i
    while (first < last && (text[first]! <= ' ' || text[first] === '"')) first++
    while (last > first && (text[last - 1]! <= ' ' || text[last - 1] === '"')) last--
    fields.push({ from: first, to: last })
    start = i + 1
  }
  return fields
}

/** What parts the fields of a line that can head a table: names of fields alone, and no words as in a sentence. */
export function markOfHead(text: string, from: number, to: number): string | undefined {
  if (to - from > headMax || /\d\d/.test(text.slice(from, to)) || /[.!?:]$/.test(text.slice(from, to)))
    return undefined
  for (const [mark, least] of marks) {
    if (mark === ',' && text.slice(from, to).includes(', ')) continue
    const fields = fieldsOf(text, from, to, mark)
    if (fields.length < least) continue
    return fields.every((field) => field.to > field.from && field.to - field.from < 30) ? mark : undefined
  }
  return undefined
}
