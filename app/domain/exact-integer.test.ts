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

  it('have one zero', () => {
    expect(Object.is(negateExact(0), 0)).toBe(true)
    expect(negateExact(5)).toBe(-5)
    expect(negateExact(2n ** 60n)).toBe(-(2n ** 60n))
  })
})
