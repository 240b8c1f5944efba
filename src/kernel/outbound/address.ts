// Which addresses the door may connect to. An address is public when it is global unicast and in none of
// the special ranges; an IPv6 address that stands for an IPv4 one is judged as that one.

import { isIPv4, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'
import { specialRanges } from './special-ranges.ts'

type Address = ipaddr.IPv4 | ipaddr.IPv6

const special = specialRanges.map(({ range }) => ipaddr.parseCIDR(range))
/** All that IANA has given out so far (RFC 4291; its IPv6 Address Space registry). */
const globalUnicast = ipaddr.parseCIDR('2000::/3')
const nat64 = ipaddr.parseCIDR('64:ff9b::/96')

/** False for whatever is not the plain text of an address, and for an address with a zone ("fe80::1%eth0"). */
export function isPublicAddress(text: string): boolean {
  const address = read(text)
  if (address === undefined) return false
  if (address.kind() === 'ipv6' && !address.match(globalUnicast)) return false
  return (
    address.range() === 'unicast' &&
    !special.some((range) => range[0].kind() === address.kind() && address.match(range))
  )
}

export function isLoopbackAddress(text: string): boolean {
  return read(text)?.range() === 'loopback'
}

/**
 * Whether the door may connect there. With the development flag loopback is open, to both protocols;
 * plain http goes nowhere else, whatever a name resolves to.
 */
export function isAdmitted(text: string, options: { dev: boolean; protocol: string }): boolean {
  if (options.dev && isLoopbackAddress(text)) return true
  return options.protocol === 'https:' && isPublicAddress(text)
}

function read(text: string): Address | undefined {
  if (isIPv4(text)) return ipaddr.IPv4.parse(text)
  // In the URL parser's spelling, which knows no zones: ipaddr.js takes "::8.8.8.8" for "::ffff:8.8.8.8".
  const host = isIPv6(text) ? URL.parse(`https://[${text}]`)?.hostname : undefined
  if (host === undefined) return undefined
  const address = ipaddr.IPv6.parse(host.slice(1, -1))
  const standsForIPv4 = address.isIPv4MappedAddress() || address.match(nat64)
  return standsForIPv4 ? new ipaddr.IPv4(address.toByteArray().slice(12)) : address
}
