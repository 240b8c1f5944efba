// Of a server that tests run on this machine, and worth nothing anywhere else: self-signed, for localhost,
// receiver.example.com and 127.0.0.1, until 2126. Made by openssl req -x509 -newkey ec
// -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -addext subjectAltName=….

export const receiverKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJ/yVrY0h6G2+vZkK
PTBOn9C+PZ1kF0VYhukQZ43zbTahRANCAAQFqVpg6rbUy8wRB/myGZP6RLwCS89T
mibhD/OYUcY+s5Oi1Fmxk/WgDmeJz+tqvMv6wRqEWiRuyvbvYsQeZMsb
-----END PRIVATE KEY-----
`

export const receiverCertificate = `-----BEGIN CERTIFICATE-----
MIIB2zCCAYKgAwIBAgIULLAva7087V80KvAC6t27EiECSo8wCgYIKoZIzj0EAwIw
IjEgMB4GA1UEAwwXRm9yZWNvdXJ0IHRlc3QgcmVjZWl2ZXIwIBcNMjYxMTI5MDIw
OTIzWhgPMjEyNjExMDUwMjA5MjNaMCIxIDAeBgNVBAMMF0ZvcmVjb3VydCB0ZXN0
IHJlY2VpdmVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEBalaYOq21MvMEQf5
shmT+kS8AkvPU5om4Q/zmFHGPrOTotRZsZP1oA5nic/rarzL+sEahFokbsr272LE
HmTLG6OBkzCBkDAdBgNVHQ4EFgQUj3wCdvaqTV/0OICr8uHe6oWTC6wwHwYDVR0j
BBgwFoAUj3wCdvaqTV/0OICr8uHe6oWTC6wwDwYDVR0TAQH/BAUwAwEB/zAwBgNV
HREEKTAngglsb2NhbGhvc3SCFHJlY2VpdmVyLmV4YW1wbGUuY29thwR/AAABMAsG
A1UdDwQEAwIHgDAKBggqhkjOPQQDAgNHADBEAiBwOfzYH6nxPeKoyEhOzriKRgXr
ImFfdy5bEvnPzw6xKwIgSUDOoPx+cKkVa/aHxQdxMnP8ligXvR01r6ggLDS8UU8=
-----END CERTIFICATE-----
`
