/** Every scope that a key can have, in the order in which they are listed, with what it unlocks. */
export const scopeDescriptions = {
  'ideaclouds:read': 'List and view IdeaClouds and questions',
  'ideaclouds:write': 'Create IdeaClouds',
  'content:read': 'List and view content, components, HTML',
  'content:write': 'Create content, trigger generation',
  'compliance:write': 'Trigger compliance checks',
  'content_tools:write': 'Generate schemas, meta, social snippets',
  'content_intelligence:read': 'List, view and dismiss recommendations',
  'content_intelligence:write': 'Act on recommendations',
  'inventory:read': 'List and view inventory, descriptions, feeds',
  'inventory:write': 'Trigger inventory description generation',
  'webhooks:read': 'View webhook subscriptions and deliveries',
  'webhooks:write': 'Create, update, delete webhook subscriptions',
  'site:read': 'View site details, brand voices, elements, categories',
  'site:write': 'Add and remove sources of knowledge',
} as const

export type Scope = keyof typeof scopeDescriptions

export const scopes = Object.keys(scopeDescriptions) as Scope[]
