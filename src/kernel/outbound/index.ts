// The one client for URLs that tenants give: webhooks, feeds, sources. What it promises: every connection
// goes to an address that was checked for this very connection and is public; nothing is redirected,
// proxied or decompressed; time, memory and connections have bounds. What it does not: a network whose
// public addresses reach private hosts (a NAT64 prefix of its own, a proxy at the border) is not seen from here.

export { isPublicAddress } from './address.ts'
export {
  createOutboundDoor,
  type OutboundDoor,
  type OutboundRequest,
  type OutboundResponse,
} from './door.ts'
export { OutboundError, type OutboundFailure } from './failure.ts'
export { OutboundUrlError, parseOutboundUrl } from './url.ts'
