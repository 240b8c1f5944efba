export {
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
