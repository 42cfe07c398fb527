const BYTES = 8

/** Unique, and short enough to be part of an order's id at every exchange. */
export function newIntentId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES))
  return `w-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
