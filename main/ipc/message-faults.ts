/** What no request comes near: they are forms that people filled in. */
const DEPTH_MAX = 16
const VALUES_MAX = 20_000
const CHARACTERS_MAX = 1_000_000

/** Keys that reach the prototype of what they are copied into. */
const POLLUTING: readonly string[] = ['__proto__', 'constructor', 'prototype']

/**
 * What is wrong with a message as a whole, found before any schema walks through it; nothing where it may be looked at.
 * Without recursion: depth is what it guards against.
 */
export function messageFault(message: unknown): string | undefined {
  let values = 0
  let characters = 0
  const waiting: { readonly value: unknown; readonly depth: number }[] = [
    { value: message, depth: 0 },
  ]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next
    values += 1
    if (values > VALUES_MAX) return `it has more than ${VALUES_MAX} values`
    if (typeof value === 'string') characters += value.length
    if (characters > CHARACTERS_MAX) return `it has more than ${CHARACTERS_MAX} characters`
    if (typeof value !== 'object' || value === null) continue
    if (depth === DEPTH_MAX) return `it is nested more than ${DEPTH_MAX} deep`
    if (!isPlain(value)) return 'it has something that is neither a list nor a record'
    if (Array.isArray(value) && value.length > VALUES_MAX) {
      return `it has more than ${VALUES_MAX} values`
    }
    for (const key of Object.keys(value)) {
      if (POLLUTING.includes(key)) return `it has a field "${key}"`
      characters += key.length
      waiting.push({ value: Reflect.get(value, key), depth: depth + 1 })
      if (waiting.length > VALUES_MAX) return `it has more than ${VALUES_MAX} values`
    }
  }
  return undefined
}

/** What JSON knows; maps, dates and buffers have no place in any request. */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}
