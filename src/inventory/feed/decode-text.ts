// Bytes to text. The encoding is read from the byte order mark or from where the NULs stand (UTF-16); anything else is
// UTF-8 until a piece of it is not valid and nothing before it needed UTF-8: then the file is Windows-1252 from there on,
// which agrees with what was read so far, since that was ASCII. A file that mixes both keeps U+FFFD where it is broken.
// Never holds more than one piece. NULs are dropped: neither CSV nor PostgreSQL can use them.
import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { FeedError } from './feed-error.ts'

export type FeedEncoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be'

type Decoder = { encoding: () => FeedEncoding; decode: (bytes: Buffer, last: boolean) => string }

const pieceBytes = 65_536
/** Enough bytes to know a file's kind by. */
const headBytes = 4_096

/** First bytes of what people send instead of a CSV file. */
const otherFiles: [bytes: number[], sentence: string][] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    'This is an Excel workbook or a ZIP archive. Save it as CSV, or unpack it, and import that file.',
  ],
  [[0x50, 0x4b, 0x05, 0x06], 'This is an empty ZIP archive.'],
  [[0x1f, 0x8b], 'This is a gzip archive. Unpack it and import the file inside.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'This is an old Excel workbook. Save it as CSV and import that file.'],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF. Export the inventory as CSV and import that file.'],
]

/**
 * @param onEncoding is called with the encoding when it is known and again should Windows-1252 show up later.
 * @throws FeedError for an archive, a workbook or a PDF.
 */
export async function* decodeText(
  source: AsyncIterable<Uint8Array | string>,
  onEncoding: (encoding: FeedEncoding) => void,
): AsyncGenerator<string> {
  let head: Buffer = Buffer.alloc(0)
  let decoder: Decoder | undefined
  for await (const chunk of source) {
    for (const piece of pieces(chunk)) {
      if (decoder) {
        yield decoder.decode(piece, false)
      } else {
        head = Buffer.concat([head, piece])
        if (head.length < headBytes) continue
        decoder = startDecoder(head, onEncoding)
        yield decoder.decode(head.subarray(markLength(head)), false)
      }
      onEncoding(decoder.encoding())
    }
  }
  if (!decoder) {
    decoder = startDecoder(head, onEncoding)
    yield decoder.decode(head.subarray(markLength(head)), true)
  } else {
    yield decoder.decode(Buffer.alloc(0), true)
  }
  onEncoding(decoder.encoding())
}

function* pieces(chunk: Uint8Array | string): Generator<Buffer> {
  const bytes =
    typeof chunk === 'string'
      ? Buffer.from(chunk)
      : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

function startsWith(head: Buffer, bytes: number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte)
}

function markLength(head: Buffer): number {
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return 3
  return startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]) ? 2 : 0
}

function startDecoder(head: Buffer, onEncoding: (encoding: FeedEncoding) => void): Decoder {
  for (const [bytes, sentence] of otherFiles) if (startsWith(head, bytes)) throw new FeedError(sentence)
  const decoder = chooseDecoder(head)
  onEncoding(decoder.encoding())
  return decoder
}

function chooseDecoder(head: Buffer): Decoder {
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return utf8OrWindows1252(true)
  if (startsWith(head, [0xff, 0xfe])) return utf16('utf-16le')
  if (startsWith(head, [0xfe, 0xff])) return utf16('utf-16be')
  const nuls = [0, 0]
  for (const [index, byte] of head.entries()) if (byte === 0) nuls[index % 2]! += 1
  const [even = 0, odd = 0] = nuls
  // In UTF-16 nearly every second byte of western text is NUL; stray NULs stand anywhere and are few.
  if (odd > head.length * 0.3) return utf16('utf-16le')
  if (even > head.length * 0.3) return utf16('utf-16be')
  return utf8OrWindows1252(false)
}

function utf16(encoding: 'utf-16le' | 'utf-16be'): Decoder {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  return {
    encoding: () => encoding,
    decode: (bytes, last) => withoutNuls(decoder.decode(bytes, { stream: !last })),
  }
}

function utf8OrWindows1252(marked: boolean): Decoder {
  let isSurelyUtf8 = marked
  let windows1252: TextDecoder | undefined
  let carry: Buffer = Buffer.alloc(0)
  return {
    encoding: () => (windows1252 ? 'windows-1252' : 'utf-8'),
    decode(bytes, last) {
      if (windows1252) return withoutNuls(windows1252.decode(bytes))
      const joined = carry.length > 0 ? Buffer.concat([carry, bytes]) : bytes
      const end = last ? joined.length : lengthOfWholeCharacters(joined)
      const part = joined.subarray(0, end)
      carry = Buffer.from(joined.subarray(end))
      const text = part.toString('utf8')
      if (isUtf8(part)) {
        isSurelyUtf8 ||= !isAscii(part)
        return withoutNuls(text)
      }
      if (isSurelyUtf8 || isMostlyUtf8(text)) {
        isSurelyUtf8 = true
        return withoutNuls(text)
      }
      windows1252 = new TextDecoder('windows-1252')
      return withoutNuls(windows1252.decode(joined))
    },
  }
}

/** Without the bytes at the end that begin a character whose rest is in the next piece. */
function lengthOfWholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return back < needed ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function isMostlyUtf8(text: string): boolean {
  const broken = text.split('\u{FFFD}').length - 1
  const whole = (text.match(/[^\p{ASCII}\u{FFFD}]/gu) ?? []).length
  return whole > broken
}

function withoutNuls(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}
