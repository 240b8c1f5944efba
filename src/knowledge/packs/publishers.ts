// Who a pack may quote. These are offices of the US government: what they publish is in the public domain,
// and none of them sells cars. A publisher is named with the hosts that are its own, so that a copy of its
// page on somebody else's host does not pass for it.

const hosts: Readonly<Record<string, readonly string[]>> = {
  CFPB: ['consumerfinance.gov'],
  DOE: ['energy.gov', 'eia.gov'],
  DOT: ['transportation.gov'],
  EPA: ['epa.gov', 'fueleconomy.gov'],
  'Federal Reserve': ['federalreserve.gov'],
  FMCSA: ['fmcsa.dot.gov'],
  FTC: ['ftc.gov'],
  NHTSA: ['nhtsa.gov', 'safercar.gov', 'federalregister.gov'],
  'USA.gov': ['usa.gov'],
}

const archives = ['web.archive.org', 'webarchive.library.unt.edu']

export function listPublishers(): string[] {
  return Object.keys(hosts)
}

/** Over https, on a host of the publisher or below it. */
export function isPageOf(publisher: string, url: string): boolean {
  return isOn(hosts[publisher] ?? [], url)
}

/** A copy that an archive keeps of a page which has changed or is gone. */
export function isArchived(url: string): boolean {
  return isOn(archives, url)
}

function isOn(allowed: readonly string[], url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' && allowed.some((host) => hostname === host || hostname.endsWith(`.${host}`))
}
