// What a tenant may give as an address to send to or to read from. The URL is read as browsers and Node.js
// read it (WHATWG), so that 0x7f.1, ①②⑦.0.0.1 and 2130706433 are judged as the 127.0.0.1 that they are;
// but what that reading would silently repair (spaces, backslashes, a missing slash) is refused.

import { isIP } from 'node:net'
import { isLoopbackAddress, isPublicAddress } from './address.ts'

/** The message says what is wrong, without the field's name: "must be an https address". */
export class OutboundUrlError extends Error {
  override name = 'OutboundUrlError'
}

const charactersMax = 2_048
const silentlyRepaired = /[\p{Cc}\p{Z}\\]/u
const written = /^(https?):\/\/([^/?#]+)/i

/** Two labels or more: names of one label are never public (RFC 7085, ICANN SAC053). */
const domainName = /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+$/
const domainNameCharactersMax = 253

/** RFC 6762 (.local), ICANN board 2024-07-29 (.internal), RFC 8375 (.home.arpa), the habit of hosts files (.localdomain). */
const privateSuffixes = ['.local', '.internal', '.home.arpa', '.localdomain']

/** https://fetch.spec.whatwg.org/#port-blocking: other protocols that an HTTP request could be made to speak. */
const portsOfOtherProtocols = new Set(
  `0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117
   119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601
   636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679
   6697 10080`.split(/\s+/),
)

/**
 * Reads an https URL of a public host; with the development flag also http or https to this machine.
 * A name's addresses are judged when the door connects, not here.
 * @throws OutboundUrlError
 */
export function parseOutboundUrl(text: string, options: { dev: boolean }): URL {
  if (text.length > charactersMax) throw new OutboundUrlError('must be at most 2,048 characters')
  if (silentlyRepaired.test(text)) {
    throw new OutboundUrlError('must not contain spaces, control characters or backslashes')
  }
  const [, scheme, authority] = written.exec(text) ?? []
  if (scheme === undefined || authority === undefined) throw notHttps(options)
  if (authority.includes('@')) throw new OutboundUrlError('must not carry a user name or a password')
  if (text.includes('#')) throw new OutboundUrlError('must not have a fragment (the part from # on)')
  const url = URL.parse(text)
  if (url === null) throw new OutboundUrlError('must be a valid web address')
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1)

  if (isThisMachine(url.hostname)) {
    if (!options.dev) throw new OutboundUrlError('must not point to this machine')
  } else {
    if (url.protocol !== 'https:') throw notHttps(options)
    checkHost(url.hostname)
  }
  if (portsOfOtherProtocols.has(url.port)) {
    throw new OutboundUrlError(`must not use port ${url.port}, which belongs to another protocol`)
  }
  return url
}

function notHttps(options: { dev: boolean }): OutboundUrlError {
  return new OutboundUrlError(
    options.dev ? 'must be an https address, or an http address of this machine' : 'must be an https address',
  )
}

/** RFC 6761, section 6.3: localhost and every name below it are this machine. */
function isThisMachine(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || isLoopbackAddress(withoutBrackets(host))
}

function checkHost(host: string): void {
  const address = withoutBrackets(host)
  if (isIP(address) !== 0) {
    if (!isPublicAddress(address)) throw new OutboundUrlError('must point to a public address')
    return
  }
  if (host.length > domainNameCharactersMax || !domainName.test(host)) {
    throw new OutboundUrlError('must have a full domain name, such as www.example.com')
  }
  const suffix = privateSuffixes.find((name) => host.endsWith(name))
  if (suffix !== undefined) {
    throw new OutboundUrlError(`must have a public domain name; ${suffix} is for private networks`)
  }
}

function withoutBrackets(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host
}
