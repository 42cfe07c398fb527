import fc from 'fast-check'
import { z } from 'zod'
import type { RequestName } from '../../app/contract/channels.ts'
import { requests } from '../../app/contract/requests.ts'

/** Messages that a page which was taken over might send: none of them is a request. */
export function hostileMessages(name: RequestName): fc.Arbitrary<unknown> {
  const fields = fieldsOf(name)
  return fc.oneof(
    { weight: 6, arbitrary: malformed(name, fields) },
    { weight: 2, arbitrary: polluting(fields) },
    { weight: 2, arbitrary: nested(fields) },
    { weight: 2, arbitrary: foreign(fields) },
    { weight: 1, arbitrary: oversized(fields) },
  )
}

/** The names that the schema knows, so that what is sent gets further than the first field. */
function fieldsOf(name: RequestName): fc.Arbitrary<string> {
  const { properties } = z.toJSONSchema(requests[name].input, {
    io: 'input',
    unrepresentable: 'any',
  })
  return fc.constantFrom('anything', ...Object.keys(properties ?? {}))
}

function malformed(name: RequestName, fields: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return fc
    .oneof(
      fc.anything({ withNullPrototype: true }),
      fc.dictionary(fields, fc.oneof(JUNK, fc.anything())),
    )
    .filter((message) => !requests[name].input.safeParse(message).success)
}

const JUNK = fc.constantFrom<unknown>(
  ...[Number.NaN, Number.POSITIVE_INFINITY, -0, 2 ** 53, '', '../../../etc/passwd', 'C:\\Windows'],
  ...['\u0000', 'x'.repeat(5_000), '1e999', '-1', 'file:///etc/passwd', 'javascript:alert(1)'],
  ...["'; DROP TABLE orders; --", '{{7*7}}', '\u202e', [], {}, [[]], true, undefined],
)

function polluting(fields: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const key = fc.constantFrom('__proto__', 'constructor', 'prototype')
  return fc.tuple(fc.dictionary(fields, JUNK), key, fc.nat(5)).map(([message, polluted, depth]) => {
    const own = { value: { isLive: true }, enumerable: true }
    const bad: unknown = Object.defineProperty({}, polluted, own)
    return { ...message, ...wrapped(bad, depth) }
  })
}

function nested(fields: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return fc
    .tuple(fields, fc.integer({ min: 17, max: 2_000 }), fc.boolean())
    .map(([field, depth, inLists]) => ({ [field]: deep(depth, inLists) }))
}

function deep(depth: number, inLists: boolean): unknown {
  let value: unknown = 'bottom'
  for (let level = 0; level < depth; level += 1) value = inLists ? [value] : { value }
  return value
}

function foreign(fields: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const value = fc.constantFrom<() => unknown>(
    () => new Map([['a', 1]]),
    () => new Set([1]),
    () => new Date(0),
    () => new Uint8Array(1_000),
    () => /x/,
    () => new Error('x'),
  )
  return fc.tuple(fields, value, fc.nat(5)).map(([field, make, depth]) => ({
    [field]: wrapped(make(), depth),
  }))
}

function oversized(fields: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const value = fc.constantFrom<() => unknown>(
    () => 'x'.repeat(1_000_001),
    () => Array.from({ length: 20_001 }, () => 1),
    () => Object.fromEntries(Array.from({ length: 20_001 }, (_, index) => [`k${index}`, 1])),
  )
  return fc.tuple(fields, value).map(([field, make]) => ({ [field]: make() }))
}

function wrapped(value: unknown, depth: number): Readonly<Record<string, unknown>> {
  let record: Readonly<Record<string, unknown>> = { value }
  for (let level = 0; level < depth; level += 1) record = { value: record }
  return record
}
