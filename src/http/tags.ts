/** The chapters of the reference, in its order; a route names one. */
export const tags = {
  IdeaClouds: 'Research: what shoppers ask about a keyword.',
  Content: 'Articles: written from an IdeaCloud or from inputs of their own, read, and published.',
  Inventory: 'The vehicles on the lot and their descriptions.',
  Webhooks: 'Being told of what happens, and the log of it.',
  Site: 'The dealership that a key belongs to, and what is its own.',
  Reference: 'The lists of values that other requests take.',
  Requests: 'What was asked with the keys of a site.',
  Health: 'Whether the server does its work.',
} as const
