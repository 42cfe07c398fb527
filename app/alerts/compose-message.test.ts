import { expect, it } from 'vitest'
import { composeMessage, plainText } from './compose-message.ts'
import { alert, delivery } from './sample-delivery.fixture.ts'

it('tells one alert as it is, under a code of its own', () => {
  expect(plainText(composeMessage([delivery({ id: 46 })]))).toBe(
    'Paper · drift in BTC\nOurs: 1. The exchange’s: 2.\n(A1A)',
  )
})

it('tells several together: the worst in the title, the newest in full, and how many more', () => {
  const one = (nth: number) =>
    delivery({ id: nth, alert: alert({ id: `a-${nth}`, title: `t${nth}`, text: 'x' }) })
  const worst = delivery({
    id: 3,
    alert: alert({ severity: 'critical', title: 'worst', text: 'y' }),
  })
  const many = Array.from({ length: 22 }, (_, index) => one(index + 4))
  const message = composeMessage([one(1), one(2), worst, ...many])
  expect(message).toMatchObject({ code: 'A1', severity: 'critical' })
  expect(message.title).toBe('25 alerts, the worst: worst')
  expect(message.text).toMatch(/^• t16: x\n[\s\S]*• t25: x\nand 15 more$/)
})

it('fits into what every provider takes', () => {
  const long = alert({ title: 't'.repeat(200), text: 'x'.repeat(1_500) })
  const several = composeMessage([delivery({ alert: long }), delivery({ alert: long })])
  expect(plainText(several).length).toBeLessThan(2_000)
  expect(plainText(composeMessage([delivery({ alert: long })])).length).toBeLessThan(2_000)
})
