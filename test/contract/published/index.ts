import { complianceAndTools } from './compliance-and-tools.ts'
import { contentCreating } from './content-creating.ts'
import { contentIntelligence } from './content-intelligence.ts'
import { contentReading } from './content-reading.ts'
import type { Endpoint } from './endpoint.ts'
import { ideaclouds } from './ideaclouds.ts'
import { inventory } from './inventory.ts'
import { siteAndReference } from './site-and-reference.ts'
import { webhooks } from './webhooks.ts'

/** The published API, by number. */
export const published: readonly Endpoint[] = [
  siteAndReference,
  ideaclouds,
  contentReading,
  contentCreating,
  complianceAndTools,
  contentIntelligence,
  inventory,
  webhooks,
]
  .flat()
  .sort((a, b) => a.number - b.number)
