// The endpoints of the published API that do not exist here. The list can only shrink: the suite fails when one of
// them exists, and when one that does not exist is not among them.

export const missing: readonly string[] = [
  'GET /content/{id}/compliance',
  'POST /content/{id}/compliance',
  'POST /content/{id}/content-tools',
  'POST /content/{id}/content-tools/{tool}',
  'GET /content-intelligence',
  'GET /content-intelligence/summary',
  'GET /content-intelligence/{id}',
  'PATCH /content-intelligence/{id}',
  'POST /content-intelligence/{id}/act',
  'POST /content-intelligence/bulk-dismiss',
  'GET /reference/content-intelligence-types',
]

/** Members that may be null, of endpoints that exist, which nothing gives a value yet. */
export const unfilled: readonly string[] = [
  'GET /content/{id} 200.data.content_lifespan',
  'GET /content/{id} 200.data.funnel_stage',
  'GET /content/{id} 200.data.search_intent_type',
  'GET /content/{id} 200.data.target_audience',
  'GET /content/{id}/components 200.data.components[].metadata',
  'GET /content/{id}/components/{type} 200.data.metadata',
  'GET /content/{id}/publish-data 200.data.social.facebook',
  'GET /content/{id}/publish-data 200.data.social.google_business',
  'GET /content/{id}/publish-data 200.data.social.instagram',
  'GET /content/{id}/publish-data 200.data.social.twitter',
  'GET /inventory/{vin}/description 200.data.compliance',
]
