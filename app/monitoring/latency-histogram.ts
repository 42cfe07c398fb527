/** A sixteenth of a microsecond: shorter than anything worth measuring. */
const UNITS_PER_MS = 16_000
/** Each doubling of the duration is cut in so many equal parts, so that no bucket is wider than an eighth. */
const PART_BITS = 3
const PARTS = 1 << PART_BITS
/** Two minutes and more are one and the same. */
const UNITS_MAX = 2 ** 31 - 1
const BUCKETS = (31 - PART_BITS + 1) * PARTS
const UNITS_PER_MICROSECOND_BITS = 4

/** How often an operation took how long. Adding to it allocates nothing. */
export class LatencyHistogram {
  readonly #counts = new Float64Array(BUCKETS)
  #count = 0
  #totalMs = 0
  #maxMs = 0

  get count(): number {
    return this.#count
  }

  get totalMs(): number {
    return this.#totalMs
  }

  get maxMs(): number {
    return this.#maxMs
  }

  add(durationMs: number): void {
    const units = Math.min(UNITS_MAX, Math.max(0, durationMs * UNITS_PER_MS)) | 0
    const bucket = bucketOf(units)
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#count += 1
    this.#totalMs += durationMs
    if (durationMs > this.#maxMs) this.#maxMs = durationMs
  }

  /** The middle of the bucket in which so many percent of the durations end; 0 while there are none. */
  percentileMs(percent: number): number {
    const rank = Math.ceil((percent / 100) * this.#count)
    let seen = 0
    for (let bucket = 0; bucket < BUCKETS && rank > 0; bucket += 1) {
      seen += this.#counts[bucket] ?? 0
      if (seen < rank) continue
      const middle = (lowestOf(bucket) + lowestOf(bucket + 1)) / 2 / UNITS_PER_MS
      return Math.min(middle, this.#maxMs)
    }
    return 0
  }

  /** How many were shorter than 2^exponent microseconds. */
  countBelow(exponent: number): number {
    const end = bucketOf(2 ** (exponent + UNITS_PER_MICROSECOND_BITS))
    let seen = 0
    for (let bucket = 0; bucket < end; bucket += 1) seen += this.#counts[bucket] ?? 0
    return seen
  }
}

function bucketOf(units: number): number {
  if (units < PARTS) return units
  const doublings = 31 - Math.clz32(units) - PART_BITS
  return (doublings + 1) * PARTS + ((units >> doublings) & (PARTS - 1))
}

/** In units. */
function lowestOf(bucket: number): number {
  if (bucket < PARTS) return bucket
  const doublings = Math.floor(bucket / PARTS) - 1
  return (PARTS + (bucket % PARTS)) * 2 ** doublings
}
