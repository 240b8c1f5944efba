import assert from 'node:assert/strict'
import { BlockList, isIP, isIPv4 } from 'node:net'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isPublicAddress, OutboundUrlError, parseOutboundUrl } from '#kernel/outbound/index.ts'
import { admitted, refusedAtConnect, refusedWhenRead } from './hostile-urls.ts'

/** Judges literals by other means than the door does: Node's own block lists, written here by hand. */
const blockedIPv4 = new BlockList()
const blockedIPv6 = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  blockedIPv4.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const) {
  blockedIPv6.addSubnet(network, prefix, 'ipv6')
}

function publicByBlockList(address: string): boolean {
  const narrow = isIPv4(address) ? address : embeddedIPv4(address)
  return narrow === undefined ? !blockedIPv6.check(address, 'ipv6') : !blockedIPv4.check(narrow, 'ipv4')
}

/** Of the shortest spelling, which the URL parser writes: ::ffff:a00:1 and 64:ff9b::a00:1. */
function embeddedIPv4(address: string): string | undefined {
  const inside = /^(?:::ffff:|64:ff9b::)(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/.exec(address)
  if (inside === null) return undefined
  const [high, low] = [inside[1] ?? '0', inside[2] ?? '0'].map((part) => Number.parseInt(part, 16))
  const bytes = [high! >> 8, high! & 255, low! >> 8, low! & 255]
  return bytes.join('.')
}

const bare = (host: string) => (host.startsWith('[') ? host.slice(1, -1) : host)

describe('the URL that a tenant gives', () => {
  test('at least sixty hostile ones stand in the tables', () => {
    assert.ok(refusedWhenRead.length >= 60)
    assert.equal(new Set(refusedWhenRead.map(([url]) => url)).size, refusedWhenRead.length)
  })

  for (const [url, because] of refusedWhenRead) {
    test(`is refused: ${JSON.stringify(url.slice(0, 80))}`, () => {
      assert.throws(
        () => parseOutboundUrl(url, { dev: false }),
        (error) => error instanceof OutboundUrlError && error.message === because,
      )
    })
  }

  for (const [url, as] of admitted) {
    test(`is admitted: ${url.slice(0, 80)}`, () => {
      assert.equal(parseOutboundUrl(url, { dev: false }).href, as)
    })
  }
})

describe('with the development flag', () => {
  test('this machine is admitted with http and https', () => {
    for (const host of [
      'localhost',
      'api.localhost',
      '127.0.0.1',
      '127.8.8.8',
      '2130706433',
      '[::1]',
      '[::ffff:127.0.0.1]',
    ]) {
      for (const scheme of ['http', 'https']) parseOutboundUrl(`${scheme}://${host}:3000/hook`, { dev: true })
    }
  })

  test('nothing else is admitted that is refused without it', () => {
    const thisMachine = 'must not point to this machine'
    for (const [url, because] of refusedWhenRead) {
      if (because === thisMachine) continue
      assert.throws(() => parseOutboundUrl(url, { dev: true }), OutboundUrlError, url)
    }
    for (const host of [
      'example.com',
      '8.8.8.8',
      '10.0.0.1',
      '0.0.0.0',
      '[fe80::1]',
      '[64:ff9b::10.0.0.1]',
    ]) {
      assert.throws(() => parseOutboundUrl(`http://${host}/`, { dev: true }), OutboundUrlError, host)
    }
  })
})

const mostly = (usual: string, others: string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) })
const octet = fc.integer({ min: 0, max: 255 })
const radix = fc.constantFrom(
  (n: number) => `${n}`,
  (n: number) => `0x${n.toString(16)}`,
  (n: number) => `0${n.toString(8)}`,
)
/** 10.0.0.1 as 10.1, 0xa.0.1, 012.0.0.1, 167772161 and so on. */
const spelledIPv4 = fc
  .tuple(
    fc.array(octet, { minLength: 4, maxLength: 4 }),
    fc.integer({ min: 0, max: 3 }),
    fc.array(radix, { minLength: 4, maxLength: 4 }),
  )
  .map(([bytes, alone, spell]) => {
    const rest = bytes.slice(alone).reduce((sum, byte) => sum * 256 + byte, 0)
    return [...bytes.slice(0, alone), rest].map((part, index) => spell[index]!(part)).join('.')
  })
const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }))
const prefix = fc.constantFrom(
  '',
  '::',
  '::ffff:',
  '::ffff:0:',
  '64:ff9b::',
  '64:ff9b:1::',
  '2001::',
  '2002:',
  '2001:db8::',
  'fe80::',
  'fd00::',
  'ff02::',
  '3fff::',
  '2606:4700::',
)
const spelledIPv6 = fc.oneof(
  fc
    .array(group, { minLength: 8, maxLength: 8 })
    .map((groups) => groups.map((n) => n.toString(16)).join(':')),
  fc.tuple(prefix, group, group).map(([head, a, b]) => `${head}${a.toString(16)}:${b.toString(16)}`),
  fc.tuple(prefix, fc.ipV4()).map(([head, ipv4]) => `${head}${ipv4}`),
)
const host = fc.oneof(
  spelledIPv4,
  fc.ipV4Extended(),
  spelledIPv6.map((address) => `[${address}]`),
  fc.ipV6().map((address) => `[${address}]`),
  fc.domain(),
  fc.constantFrom(
    'localhost',
    'a.localhost',
    'metadata.google.internal',
    'x.local',
    'ex%61mple.com',
    '⑩.⓪.⓪.①',
    '127。0。0。1',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
)
const hostileUrl = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.webUrl({ withFragments: true, withQueryParameters: true, validSchemes: ['http', 'https', 'ftp'] }),
  fc
    .tuple(
      fc.constantFrom(
        'https://',
        'http://',
        'HTTPS://',
        'https:/',
        'https:',
        'https:///',
        '//',
        'https:\\\\',
      ),
      mostly('', ['user@', 'u:p@', '@', 'example.com@', 'example.com#@', 'example.com\\@', '%40']),
      host,
      mostly('', ['.', '..', ':', ':0', ':443', ':25', ':8443', ':99999', ':1e3']),
      mostly('/', ['', '/path', '?q', '#', '/#f', '/\r\nx: y', '/ ', '\t', '/%00', '/\u{10ffff}']),
    )
    .map((parts) => parts.join('')),
)

describe('whatever is given', () => {
  const runs = { numRuns: 20_000 }

  test('the reading of a URL ends with an https URL of a public host or with an OutboundUrlError', () => {
    let literals = 0
    fc.assert(
      fc.property(hostileUrl, (text) => {
        const url = readOrUndefined(text, false)
        if (url === undefined) return
        assert.equal(url.protocol, 'https:')
        assert.deepEqual([url.username, url.password, url.hash], ['', '', ''])
        assert.ok(!url.href.includes('#') && text.length <= 2_048)
        assert.ok(!/(^|\.)(localhost|local|internal)\.?$/.test(url.hostname), url.hostname)
        assert.equal(parseOutboundUrl(url.href, { dev: false }).href, url.href)
        const literal = bare(url.hostname)
        if (isIP(literal) === 0) return
        literals++
        assert.ok(publicByBlockList(literal), literal)
      }),
      runs,
    )
    assert.ok(literals > 100, `only ${literals} literals were admitted: the test tests little`)
  })

  test('with the development flag it ends so too, or at this machine', () => {
    fc.assert(
      fc.property(hostileUrl, (text) => {
        const url = readOrUndefined(text, true)
        if (url === undefined || readOrUndefined(text, false)) return
        const literal = bare(url.hostname)
        assert.match(
          literal,
          /^(127\.[\d.]+|::1|::ffff:7f[\da-f]{2}:[\da-f]+|64:ff9b::7f[\da-f]{2}:[\da-f]+|(.+\.)?localhost)$/,
        )
      }),
      runs,
    )
  })

  test('an address is public exactly when the independent judge says so', () => {
    let isPublic = 0
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), spelledIPv6, fc.ipV6()), (text) => {
        if (isIP(text) === 0) return
        const address = isIPv4(text) ? text : bare(new URL(`https://[${text}]`).hostname)
        assert.equal(isPublicAddress(text), publicByBlockList(address), text)
        if (isPublicAddress(text)) isPublic++
      }),
      runs,
    )
    assert.ok(isPublic > 1_000, `only ${isPublic} were public`)
  })

  test('what is no address is not public', () => {
    for (const text of [
      '',
      'example.com',
      '8.8.8',
      '0x08080808',
      '8.8.8.8 ',
      '8.8.8.8:443',
      '[2606:4700::1]',
      '2606:4700::1%eth0',
    ]) {
      assert.equal(isPublicAddress(text), false, text)
    }
    for (const addresses of refusedAtConnect) assert.ok(!addresses.every(isPublicAddress))
  })
})

function readOrUndefined(text: string, dev: boolean): URL | undefined {
  try {
    return parseOutboundUrl(text, { dev })
  } catch (error) {
    assert.ok(error instanceof OutboundUrlError, String(error))
    assert.match(error.message, /^must /)
    return undefined
  }
}
