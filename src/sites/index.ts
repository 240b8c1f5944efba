export {
  type ContentType,
  type ContentTypeBook,
  changeContentType,
  listContentTypes,
  openContentTypeBook,
} from './content-types.ts'
export { type ElementRow, elementTypes, listElements } from './element-store.ts'
export { changeElement, createElement, type NewElement, removeElement } from './manage-elements.ts'
export {
  changeSite,
  createBrandVoice,
  createCategory,
  createSite,
  getSite,
  type NewSite,
  type Tone,
  tones,
} from './manage-sites.ts'
export {
  type BrandVoiceRow,
  type CategoryRow,
  findBrandVoice,
  findCategory,
  findDefaultBrandVoice,
  findSite,
  listBrandVoices,
  listCategories,
  listSites,
  type SiteRow,
} from './site-store.ts'
