import { expect, it } from 'vitest'
import { balanceForm } from './balance-form.ts'

it('takes an amount the way people type it', () => {
  expect(balanceForm.parse({ startingBalance: '10,000.50' }).startingBalance).toBe('10000.50')
})

it('refuses zero, a negative amount and words', () => {
  for (const startingBalance of ['0', '-5', 'ten', '']) {
    expect(balanceForm.safeParse({ startingBalance }).success).toBe(false)
  }
})
