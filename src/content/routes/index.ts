import { checkGrounding } from './check-grounding.ts'
import { confirmFacts } from './confirm-facts.ts'
import { createComparison } from './create-comparison.ts'
import { createContent } from './create-content.ts'
import { createContents } from './create-contents.ts'
import { createModelLanding } from './create-model-landing.ts'
import { createSalesEvent } from './create-sales-event.ts'
import { generateContent } from './generate-content.ts'
import { getComponent } from './get-component.ts'
import { getContent } from './get-content.ts'
import { getContentHtml } from './get-content-html.ts'
import { getPublishData } from './get-publish-data.ts'
import { getSources } from './get-sources.ts'
import { listComponents } from './list-components.ts'
import { listContents } from './list-contents.ts'
import { listPublished } from './list-published.ts'
import { listVersions } from './list-versions.ts'
import { updateContent } from './update-content.ts'

export type { ContentRouteDeps } from './schemas.ts'
export {
  checkGrounding,
  confirmFacts,
  createComparison,
  createContent,
  createContents,
  createModelLanding,
  createSalesEvent,
  generateContent,
  getComponent,
  getContent,
  getContentHtml,
  getPublishData,
  getSources,
  listComponents,
  listContents,
  listPublished,
  listVersions,
  updateContent,
}
