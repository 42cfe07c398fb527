/** Gives back the old object when the new one says the same, so that nothing is drawn again for it. */
export function keepEqual<Value>(before: Value, after: Value): Value {
  return isEqual(before, after) ? before : after
}

function isEqual(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true
  if (!isObject(before) || !isObject(after)) return false
  const keys = Object.keys(before)
  if (keys.length !== Object.keys(after).length) return false
  return keys.every((key) => isEqual(Reflect.get(before, key), Reflect.get(after, key)))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
