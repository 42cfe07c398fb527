import { type Measured, UNMEASURED } from '../ports/measured.ts'

/** The same part, with these of its methods measured under "part.method" when they are called from outside. */
export function measuredMethods<Part extends object>(
  part: Part,
  {
    name,
    methods,
    measured,
  }: {
    readonly name: string
    readonly methods: readonly (keyof Part & string)[]
    readonly measured: Measured
  },
): Part {
  if (measured === UNMEASURED) return part
  const known = new Map<string | symbol, unknown>()
  const timed: ReadonlySet<string | symbol> = new Set(methods)
  return new Proxy(part, {
    get(target, key) {
      const found = known.get(key)
      if (found !== undefined) return found
      const value: unknown = Reflect.get(target, key, target)
      if (typeof value !== 'function') return value
      const call = (...args: unknown[]): unknown => Reflect.apply(value, target, args)
      const method = timed.has(key) ? measured(`${name}.${String(key)}`, call) : call
      known.set(key, method)
      return method
    },
  })
}
