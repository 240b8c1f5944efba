const apiVersion = '2025-01-01'

/** An event as the log holds it. `dataText` is the JSON as it was written. */
export type LoggedEvent = { id: string; type: string; siteId: string; dataText: string; createdAt: Date }

/** The bytes of an event on the wire. The same row gives the same bytes, at every attempt. */
export function envelopeOf({ id, type, siteId, dataText, createdAt }: LoggedEvent): string {
  const head = JSON.stringify({ id, type, site_id: siteId }).slice(0, -1)
  const tail = JSON.stringify({ timestamp: createdAt.toISOString(), api_version: apiVersion }).slice(1)
  return `${head},"data":${dataText},${tail}`
}
