const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/

export function isLoopbackHost(host: string): boolean {
  return LOOPBACK.test(host.toLowerCase())
}

/** Whether a secret that is part of the address, or sent there, can be read by nobody on the way. */
export function isSafeAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))
}
