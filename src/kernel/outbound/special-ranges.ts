// Addresses that are not somebody's public server. From the IANA IPv4 and IPv6 Special-Purpose Address
// Registries (RFC 6890, RFC 8190; state of 2025-10-09), their multicast and address-space registries, and
// the clouds' own pages. Blocks that the registries call globally reachable (AS112, AMT, anycast of
// protocols) stand here too: no one receives webhooks there.

export const specialRanges: readonly { range: string; name: string; source: string }[] = [
  { range: '0.0.0.0/8', name: 'this network', source: 'RFC 791' },
  { range: '10.0.0.0/8', name: 'private use', source: 'RFC 1918' },
  { range: '100.64.0.0/10', name: 'shared address space (CGNAT)', source: 'RFC 6598' },
  { range: '127.0.0.0/8', name: 'loopback', source: 'RFC 1122' },
  { range: '169.254.0.0/16', name: 'link local; the metadata of most clouds', source: 'RFC 3927' },
  { range: '172.16.0.0/12', name: 'private use', source: 'RFC 1918' },
  { range: '192.0.0.0/24', name: 'IETF protocol assignments', source: 'RFC 6890' },
  { range: '192.0.2.0/24', name: 'documentation', source: 'RFC 5737' },
  { range: '192.31.196.0/24', name: 'AS112', source: 'RFC 7535' },
  { range: '192.52.193.0/24', name: 'AMT', source: 'RFC 7450' },
  { range: '192.88.99.0/24', name: '6to4 relay anycast, deprecated', source: 'RFC 7526' },
  { range: '192.168.0.0/16', name: 'private use', source: 'RFC 1918' },
  { range: '192.175.48.0/24', name: 'AS112', source: 'RFC 7534' },
  { range: '198.18.0.0/15', name: 'benchmarking', source: 'RFC 2544' },
  { range: '198.51.100.0/24', name: 'documentation', source: 'RFC 5737' },
  { range: '203.0.113.0/24', name: 'documentation', source: 'RFC 5737' },
  { range: '224.0.0.0/4', name: 'multicast', source: 'RFC 5771' },
  { range: '240.0.0.0/4', name: 'reserved', source: 'RFC 1112' },
  { range: '255.255.255.255/32', name: 'limited broadcast', source: 'RFC 919' },

  // Public by number, but each cloud's own machinery answers there.
  {
    range: '168.63.129.16/32',
    name: 'Azure: the wire server of virtual machines',
    source: 'https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16',
  },
  {
    range: '100.100.100.200/32',
    name: 'Alibaba Cloud: instance metadata',
    source: 'https://www.alibabacloud.com/help/doc-detail/49122.htm',
  },
  {
    range: '192.0.0.192/32',
    name: 'Oracle Cloud Classic: instance metadata',
    source:
      'https://docs.oracle.com/en/cloud/iaas/compute-iaas-cloud/stcsg/retrieving-instance-metadata.html',
  },

  { range: '::/96', name: 'unspecified, loopback, IPv4-compatible (deprecated)', source: 'RFC 4291' },
  { range: '::ffff:0:0/96', name: 'IPv4-mapped', source: 'RFC 4291' },
  { range: '::ffff:0:0:0/96', name: 'IPv4-translated', source: 'RFC 2765' },
  { range: '64:ff9b::/96', name: 'NAT64, well-known prefix', source: 'RFC 6052' },
  { range: '64:ff9b:1::/48', name: 'NAT64, local use', source: 'RFC 8215' },
  { range: '100::/64', name: 'discard only', source: 'RFC 6666' },
  { range: '100:0:0:1::/64', name: 'dummy prefix', source: 'RFC 9780' },
  {
    range: '2001::/23',
    name: 'IETF protocol assignments: Teredo, benchmarking, AMT, AS112, ORCHID and others',
    source: 'RFC 2928',
  },
  { range: '2001::/32', name: 'Teredo', source: 'RFC 4380' },
  { range: '2001:db8::/32', name: 'documentation', source: 'RFC 3849' },
  { range: '2002::/16', name: '6to4', source: 'RFC 3056' },
  { range: '2620:4f:8000::/48', name: 'AS112', source: 'RFC 7534' },
  { range: '3fff::/20', name: 'documentation', source: 'RFC 9637' },
  { range: '5f00::/16', name: 'segment routing', source: 'RFC 9602' },
  { range: 'fc00::/7', name: 'unique local', source: 'RFC 4193' },
  { range: 'fe80::/10', name: 'link local', source: 'RFC 4291' },
  { range: 'fec0::/10', name: 'site local, deprecated', source: 'RFC 3879' },
  { range: 'ff00::/8', name: 'multicast', source: 'RFC 4291' },
]
