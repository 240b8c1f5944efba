export { type DocumentParts, renderDocument } from './document.ts'
export { cutAtWord } from './excerpt.ts'
export { openingText, renderHtml } from './markdown-html.ts'
