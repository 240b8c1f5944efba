// What a content can be written from beside an IdeaCloud. Stored with the content as it was read, so that whoever
// takes its job up plans from the same.

import { type ComparisonInput, comparisonTitle } from './comparison.ts'
import { type ModelLandingInput, modelLandingTitle } from './model-landing.ts'
import { type SalesEventInput, salesEventTitle } from './sales-event.ts'

export type OwnInput = ComparisonInput | ModelLandingInput | SalesEventInput

const titleCharactersMax = 500

/** The title of a content that was given none. */
export function titleOf(input: OwnInput): string {
  return [...fullTitleOf(input)].slice(0, titleCharactersMax).join('')
}

function fullTitleOf(input: OwnInput): string {
  switch (input.articleType) {
    case 'comparison':
      return comparisonTitle(input)
    case 'modellanding':
      return modelLandingTitle(input)
    case 'salesevent':
      return salesEventTitle(input)
  }
}
