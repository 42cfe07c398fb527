import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addExact, canonical, multiplyDivide, negateExact } from './exact-integer.ts'

const anyInteger = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(canonical)
const safeInteger = fc.maxSafeInteger()
const divisor = fc.integer({ min: 1, max: 10 ** 15 })

function floorDivide(product: bigint, by: bigint): bigint {
  const truncated = product / by
  return product % by < 0n ? truncated - 1n : truncated
}

describe('exact integers', () => {
  it('add like unbounded integers and stay canonical', () => {
    fc.assert(
      fc.property(anyInteger, anyInteger, (a, b) => {
        const sum = addExact(a, b)
        expect(BigInt(sum)).toBe(BigInt(a) + BigInt(b))
        expect(typeof sum === 'number').toBe(Number.isSafeInteger(Number(BigInt(a) + BigInt(b))))
      }),
    )
  })

  it('multiply and divide without an intermediate rounding, for products far beyond 2^53', () => {
    fc.assert(
      fc.property(safeInteger, safeInteger, divisor, (a, b, by) => {
        const down = floorDivide(BigInt(a) * BigInt(b), BigInt(by))
        expect(BigInt(multiplyDivide(a, b, by, 'down'))).toBe(down)
        const exact = (BigInt(a) * BigInt(b)) % BigInt(by) === 0n
        expect(BigInt(multiplyDivide(a, b, by, 'up'))).toBe(exact ? down : down + 1n)
      }),
      { numRuns: 20_000 },
    )
  })

  it('multiply and divide when an operand is a bigint', () => {
    fc.assert(
      fc.property(anyInteger, anyInteger, divisor, (a, b, by) => {
        const down = floorDivide(BigInt(a) * BigInt(b), BigInt(by))
        expect(BigInt(multiplyDivide(a, b, by, 'down'))).toBe(down)
      }),
    )
  })

  it('stay exact where product and divisor are both at the edge of what is safe', () => {
    const edge = fc
      .integer({ min: 0, max: 40 })
      .map((distance) => Number.MAX_SAFE_INTEGER - distance)
    const small = fc.integer({ min: 1, max: 40 })
    const either = fc.oneof(edge, small)
    fc.assert(
      fc.property(either, either, either, fc.boolean(), (a, b, by, isNegative) => {
        const left = isNegative ? -a : a
        const product = BigInt(left) * BigInt(b)
        const down = floorDivide(product, BigInt(by))
        expect(BigInt(multiplyDivide(left, b, by, 'down'))).toBe(down)
        const up = product % BigInt(by) === 0n ? down : down + 1n
        expect(BigInt(multiplyDivide(left, b, by, 'up'))).toBe(up)
      }),
      { numRuns: 5_000 },
    )
    expect(multiplyDivide(-9_007_199_254_740_987, 1, 13, 'down')).toBe(-692_861_481_133_923)
  })

  it('are canonical: a number when it is safe, a bigint beyond, so that comparing them is exact', () => {
    expect(canonical(2n ** 53n - 1n)).toBe(2 ** 53 - 1)
    expect(canonical(-(2n ** 53n) + 1n)).toBe(1 - 2 ** 53)
    expect(canonical(2n ** 53n)).toBe(2n ** 53n)
    expect(addExact(2 ** 53 - 1, 1)).toBe(2n ** 53n)
    expect(addExact(2n ** 53n, -1)).toBe(2 ** 53 - 1)
  })

  it('have one zero', () => {
    expect(Object.is(multiplyDivide(0, -5, 3, 'down'), 0)).toBe(true)
    expect(Object.is(negateExact(0), 0)).toBe(true)
    expect(negateExact(5)).toBe(-5)
    expect(negateExact(2n ** 60n)).toBe(-(2n ** 60n))
  })
})
