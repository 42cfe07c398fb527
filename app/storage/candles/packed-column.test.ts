import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { readColumn, type Sign, writeColumn } from './packed-column.ts'

/** Around every width that a number can be kept in, on both sides of zero. */
const EDGES = [0, 7, 8, 15, 16, 31, 32, 53].flatMap((bits) =>
  [-1, 0, 1].map((offset) => Math.min(2 ** bits + offset, Number.MAX_SAFE_INTEGER)),
)
const anyNumber = fc.oneof(fc.constantFrom(...EDGES), fc.integer({ min: 0, max: 300 }))

function again(values: readonly number[], sign: Sign) {
  const writer = new ByteWriter()
  writer.byte(7)
  writeColumn(writer, values, sign)
  const data = writer.finish()
  const reader = new ByteReader(data)
  reader.byte()
  const target = new Float64Array(values.length + 2)
  readColumn(reader, target, { from: 1, count: values.length, sign })
  expect(reader.isAtEnd).toBe(true)
  return { bytes: data.length, values: [...target].slice(1, -1) }
}

it('reads the same numbers that were written, of every size', () => {
  fc.assert(
    fc.property(fc.array(anyNumber, { maxLength: 40 }), (values) => {
      expect(again(values, 'unsigned').values).toEqual(values)
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(anyNumber, fc.boolean()), { maxLength: 40 }), (pairs) => {
      const values = pairs.map(([value, isNegative]) => (isNegative ? 0 - value : value))
      expect(again(values, 'signed').values).toEqual(values)
    }),
  )
})

it.each([-32_769, -32_768, 32_767, 32_768])('keeps %d among small numbers', (edge) => {
  const values = [...Array.from({ length: 99 }, (_, at) => at * 300), edge]
  expect(again(values, 'signed').values).toEqual(values)
})

it('takes as few bytes as most of the numbers need, whatever the largest is', () => {
  const small = Array.from({ length: 1_000 }, (_, at) => at % 200)
  expect(again(small, 'unsigned').bytes).toBeLessThan(1_020)
  expect(again([...small, 2 ** 50], 'unsigned').bytes).toBeLessThan(1_035)
  expect(
    again(
      small.map(() => 0),
      'signed',
    ).bytes,
  ).toBeLessThan(20)
})

it('says so when the bytes end too early or a place is not there', () => {
  const writer = new ByteWriter()
  writeColumn(writer, [1, 2, 3, 4_000_000_000], 'unsigned')
  const data = writer.finish()
  const read = (bytes: Uint8Array, count: number) =>
    readColumn(new ByteReader(bytes), new Float64Array(4), { from: 0, count, sign: 'unsigned' })
  expect(() => read(data.subarray(0, 10), 4)).toThrow('ends too early')
  expect(() => read(data, 4)).not.toThrow()
  const outside = new ByteWriter()
  writeColumn(outside, [...new Array<number>(60).fill(0), 2 ** 40], 'unsigned')
  expect(() => read(outside.finish(), 4)).toThrow('no place')
})
