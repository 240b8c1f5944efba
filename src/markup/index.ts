export { type DocumentParts, renderDocument } from './document.ts'
export { cutAtSentence, cutAtWord } from './excerpt.ts'
export { openingText, plainText, renderHtml } from './markdown-html.ts'
