// Bytes of a document to text. A byte order mark decides, then what the sender says, then what the document says of
// itself; without any, UTF-8 where the bytes are that, else Windows-1252, which is what is left of the old web.

import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { UnreadableDocument } from './document.ts'

const declaredWithin = 2048

/** @throws UnreadableDocument for bytes that are no text. */
export function decodeText(bytes: Uint8Array, charset: string | null): string {
  const text = decoderFor(bytes, charset).decode(bytes)
  if (!isText(text)) {
    throw new UnreadableDocument(
      'This is not text in an encoding that can be told. Save it as UTF-8 and add it again.',
    )
  }
  return text
}

function decoderFor(bytes: Uint8Array, charset: string | null): TextDecoder {
  const marked = markOf(bytes)
  if (marked) return new TextDecoder(marked)
  const declared = charset ?? declaredIn(bytes)
  const named = declared === null ? undefined : decoderNamed(declared)
  // Pages say "utf-8" and are not, or say "iso-8859-1" and are UTF-8.
  if (isUtf8(bytes)) return new TextDecoder('utf-8')
  return named && named.encoding !== 'utf-8' ? named : new TextDecoder('windows-1252')
}

function markOf(bytes: Uint8Array): string | undefined {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : undefined
}

function declaredIn(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, declaredWithin)).toString('latin1')
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? null
}

function decoderNamed(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label)
  } catch {
    return undefined
  }
}

/** Text has hardly any control characters, NULs and broken characters. */
function isText(text: string): boolean {
  const odd = text.match(/(?![\t\n\v\f\r])[\p{Cc}\ufffd]/gu)?.length ?? 0
  return odd <= text.length * 0.01
}
