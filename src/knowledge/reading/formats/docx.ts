// A Word document is a ZIP archive. What it claims to unpack to is looked at before anything is unpacked; one that lies
// is ended by the limit on memory.

import mammoth from 'mammoth'
import { type ReadDocument, type ReadingTask, UnreadableDocument } from '../document.ts'
import { readMarkup } from './html.ts'

const unpackedBytesMax = 100 * 1024 * 1024
const entriesMax = 5000

export async function readDocx({ bytes }: ReadingTask): Promise<ReadDocument> {
  const buffer = Buffer.from(bytes)
  const { entries, unpackedBytes, hasDocument } = lookInto(buffer)
  if (!hasDocument) {
    throw new UnreadableDocument(
      'This is not a Word document (.docx). Save it as one, or as PDF, and add that.',
    )
  }
  if (entries > entriesMax || unpackedBytes > unpackedBytesMax) {
    throw new UnreadableDocument(
      'The document unpacks to more than 100 MB. Save it without pictures and add it again.',
    )
  }
  const withoutPictures = mammoth.images.imgElement(async () => ({ src: '' }))
  const { value } = await converted(buffer, withoutPictures)
  return readMarkup(value)
}

async function converted(buffer: Buffer, convertImage: ReturnType<typeof mammoth.images.imgElement>) {
  try {
    return await mammoth.convertToHtml({ buffer }, { convertImage, externalFileAccess: false })
  } catch (cause) {
    throw new UnreadableDocument('The Word document is damaged. Open it, save it anew, and add that.', {
      cause,
    })
  }
}

/** The archive's directory: APPNOTE.TXT 4.3.12, entries that begin with PK\1\2. */
function lookInto(buffer: Buffer): { entries: number; unpackedBytes: number; hasDocument: boolean } {
  let entries = 0
  let unpackedBytes = 0
  let hasDocument = false
  for (let at = buffer.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0 && at + 46 <= buffer.length; ) {
    entries++
    unpackedBytes += buffer.readUInt32LE(at + 24)
    const nameBytes = buffer.readUInt16LE(at + 28)
    if (buffer.toString('latin1', at + 46, at + 46 + nameBytes) === 'word/document.xml') hasDocument = true
    at = buffer.indexOf('PK\x01\x02', at + 46 + nameBytes, 'latin1')
  }
  return { entries, unpackedBytes, hasDocument }
}
