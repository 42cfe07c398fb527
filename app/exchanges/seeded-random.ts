const UINT32_RANGE = 2 ** 32

/** A number in [0, 1) that depends on seed, stream and index only: no generator's state to carry along. */
export function randomAt(seed: number, stream: number, index: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35)
  hash = mix(hash)
  hash = mix(hash ^ Math.imul(index, 0x27d4eb2f))
  return (hash >>> 0) / UINT32_RANGE
}

/** MurmurHash3's finalizer: every input bit reaches every output bit. */
function mix(value: number): number {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
