// The key language of vPIC. A key describes VIN positions 4-8, then "|", then 10-17, one element a position:
// a character, * (any), # (a digit) or a set such as [A-D4]. A key says nothing of the positions after its end.

/** One position: null allows every character, else the characters that match. */
type KeyElement = ReadonlySet<string> | null

const digits: ReadonlySet<string> = new Set('0123456789')

/** The part of a VIN that keys speak of: positions 4-8, "|", positions 10-17. */
export function keySubject(vin: string): string {
  return `${vin.slice(3, 8)}|${vin.slice(9)}`
}

function parseSet(text: string): ReadonlySet<string> {
  const characters = new Set<string>()
  for (let i = 0; i < text.length; i++) {
    characters.add(text.charAt(i))
    if (text[i + 1] !== '-' || i + 2 >= text.length) continue
    const last = text.charCodeAt(i + 2)
    for (let code = text.charCodeAt(i); code <= last; code++) characters.add(String.fromCharCode(code))
    i += 2
  }
  return characters
}

/** The elements of a key, "|" among them. A set without its closing bracket reaches to the key's end. */
export function parseKey(key: string): KeyElement[] {
  const elements: KeyElement[] = []
  for (let i = 0; i < key.length; i++) {
    const character = key.charAt(i)
    if (character === '[') {
      const found = key.indexOf(']', i)
      const end = found === -1 ? key.length : found
      elements.push(parseSet(key.slice(i + 1, end)))
      i = end
    } else elements.push(character === '*' ? null : character === '#' ? digits : new Set(character))
  }
  return elements
}

/** Whether the VIN of that subject (see keySubject) matches the key. */
export function matchesKey(key: string, subject: string): boolean {
  if (key.includes('[')) {
    return parseKey(key).every((element, position) => !element || element.has(subject.charAt(position)))
  }
  for (let i = 0; i < key.length; i++) {
    const wanted = key[i]
    if (wanted === '*' || wanted === subject[i]) continue
    if (wanted !== '#' || !digits.has(subject.charAt(i))) return false
  }
  return true
}

/** Whether some VIN matches both keys. */
export function keysOverlap(a: readonly KeyElement[], b: readonly KeyElement[]): boolean {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const left = a[i]
    const right = b[i]
    if (left && right && left.isDisjointFrom(right)) return false
  }
  return true
}
