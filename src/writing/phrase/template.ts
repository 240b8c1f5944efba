// The grammar of a phrase bank. A template is plain words with
//   {slot}      a value with the facts that carry it
//   {a slot}    the same with "a" or "an"
//   [x|y|z]     one of several; each may hold slots and choices of its own, and may be empty
//   <name>      a fragment of the same bank
// A choice whose slots have nothing to say is never taken, so a sentence cannot be left with a hole.

type TemplateNode =
  | { kind: 'words'; words: string }
  | { kind: 'slot'; slot: string; article: boolean }
  | { kind: 'choice'; options: readonly Template[] }

export type Template = readonly TemplateNode[]

/** Raised with what is wrong and where in the text; the bank adds the file and the entry. */
class TemplateError extends Error {}

/**
 * Reads one template.
 * @param fragments raw text of each named fragment; fragments may use other fragments but not themselves.
 * @throws TemplateError on an unclosed or stray bracket, an unknown fragment or one that contains itself.
 */
export function parseTemplate(source: string, fragments: Readonly<Record<string, string>> = {}): Template {
  return parse(source, fragments, [])
}

function parse(
  source: string,
  fragments: Readonly<Record<string, string>>,
  open: readonly string[],
): Template {
  const reader = { source, at: 0 }
  const template = parseSequence(reader, fragments, open, false)
  if (reader.at < source.length) throw new TemplateError(`stray "${source[reader.at]}" at ${reader.at}`)
  return template
}

type Reader = { source: string; at: number }

function parseSequence(
  reader: Reader,
  fragments: Readonly<Record<string, string>>,
  open: readonly string[],
  inChoice: boolean,
): Template {
  const nodes: TemplateNode[] = []
  while (reader.at < reader.source.length) {
    const mark = reader.source.charAt(reader.at)
    if (mark === ']' || (mark === '|' && inChoice)) break
    if (mark === '[') nodes.push(parseChoice(reader, fragments, open))
    else if (mark === '{') nodes.push(parseSlot(takeUntil(reader, '}')))
    else if (mark === '<') nodes.push(...parseFragment(takeUntil(reader, '>'), fragments, open))
    else nodes.push({ kind: 'words', words: takeWords(reader) })
  }
  return nodes
}

function parseChoice(
  reader: Reader,
  fragments: Readonly<Record<string, string>>,
  open: readonly string[],
): TemplateNode {
  const start = reader.at
  const options: Template[] = []
  do {
    reader.at += 1
    options.push(parseSequence(reader, fragments, open, true))
  } while (reader.source.charAt(reader.at) === '|')
  if (reader.source.charAt(reader.at) !== ']') throw new TemplateError(`"[" at ${start} is never closed`)
  reader.at += 1
  return { kind: 'choice', options }
}

function parseSlot(inner: string): TemplateNode {
  const match = /^(a )?([a-zA-Z]+)$/.exec(inner)
  if (!match?.[2]) throw new TemplateError(`"{${inner}}" is not a slot`)
  return { kind: 'slot', slot: match[2], article: match[1] !== undefined }
}

function parseFragment(
  name: string,
  fragments: Readonly<Record<string, string>>,
  open: readonly string[],
): Template {
  const source = fragments[name]
  if (source === undefined) throw new TemplateError(`unknown fragment <${name}>`)
  if (open.includes(name)) throw new TemplateError(`fragment <${name}> contains itself`)
  return parse(source, fragments, [...open, name])
}

function takeUntil(reader: Reader, end: string): string {
  const stop = reader.source.indexOf(end, reader.at)
  if (stop < 0) throw new TemplateError(`"${reader.source[reader.at]}" at ${reader.at} is never closed`)
  const inner = reader.source.slice(reader.at + 1, stop)
  reader.at = stop + 1
  return inner
}

function takeWords(reader: Reader): string {
  const start = reader.at
  while (reader.at < reader.source.length && !'[]{<|'.includes(reader.source.charAt(reader.at)))
    reader.at += 1
  if (reader.at === start) reader.at += 1
  return reader.source.slice(start, reader.at)
}

/** Every slot that the template can name, in order of first sight. */
export function slotsOf(template: Template): string[] {
  const names = new Set<string>()
  const visit = (nodes: Template) => {
    for (const node of nodes) {
      if (node.kind === 'slot') names.add(node.slot)
      else if (node.kind === 'choice') node.options.forEach(visit)
    }
  }
  visit(template)
  return [...names]
}

/** Slots that stand twice outside of any choice: every reading would say them twice. */
export function repeatedSlots(template: Template): string[] {
  const names = template.flatMap((node) => (node.kind === 'slot' ? [node.slot] : []))
  return names.filter((name, index) => names.indexOf(name) !== index)
}

/** How many different readings the template has when every slot can speak (slots count as one wording). */
export function countForms(template: Template): number {
  return template.reduce(
    (product, node) =>
      node.kind === 'choice'
        ? product * node.options.reduce((sum, option) => sum + countForms(option), 0)
        : product,
    1,
  )
}
