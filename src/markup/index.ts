export { renderHtml } from './markdown-html.ts'
