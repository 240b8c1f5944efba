import type { ComponentType } from './content.ts'

/** What each component is, and what its `content` string holds. */
export const componentContents: Readonly<
  Record<ComponentType, { description: string; format: 'markdown' | 'json' | 'text' }>
> = {
  body: { description: 'The article.', format: 'markdown' },
  seoMetadata: { description: 'Page title, meta description and keywords.', format: 'json' },
  pageSlugs: { description: 'Slugs for the page’s address.', format: 'text' },
  postTags: { description: 'Tags for a post.', format: 'text' },
  blogCategories: { description: 'Categories for a post.', format: 'text' },
  searchIntent: { description: 'What a searcher wants who finds the article.', format: 'text' },
  facebookSnip: { description: 'A post for Facebook.', format: 'text' },
  twitterSnip: { description: 'A post for X, formerly Twitter.', format: 'text' },
  instagramSnip: { description: 'A caption for Instagram.', format: 'text' },
  googleBusinessSnip: { description: 'A post for the Google Business Profile.', format: 'text' },
  videoScript: { description: 'A script for a short video.', format: 'text' },
  imagePrompt: { description: 'What a picture for the article should show.', format: 'text' },
  articleSchema: { description: 'JSON-LD of the article.', format: 'json' },
  authorSchema: { description: 'JSON-LD of its author.', format: 'json' },
  organizationSchema: { description: 'JSON-LD of the dealership.', format: 'json' },
  faqSchema: { description: 'JSON-LD of its questions and answers.', format: 'json' },
  vehicleSchema: { description: 'JSON-LD of the vehicles that it speaks of.', format: 'json' },
  combinedSchema: { description: 'All JSON-LD of the page in one graph.', format: 'json' },
}
