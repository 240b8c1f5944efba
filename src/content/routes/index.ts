import { createContent } from './create-content.ts'
import { createContents } from './create-contents.ts'
import { generateContent } from './generate-content.ts'
import { getComponent } from './get-component.ts'
import { getContent } from './get-content.ts'
import { getContentHtml } from './get-content-html.ts'
import { listComponents } from './list-components.ts'
import { listContents } from './list-contents.ts'

export type { ContentRouteDeps } from './schemas.ts'
export {
  createContent,
  createContents,
  generateContent,
  getComponent,
  getContent,
  getContentHtml,
  listComponents,
  listContents,
}
