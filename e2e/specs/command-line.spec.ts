import { cryptobotInElectron } from '../support/command-line.ts'
import { expect, test } from '../support/story.ts'

const ORDER = ['--symbol', 'BTC/USDT', '--side', 'buy', '--type', 'limit', '--quantity', '0.01']

test('the application carries out a command instead of opening its window', async ({ profile }) => {
  const there = ['--profile', profile.directory]
  const placed = await cryptobotInElectron([
    ...['place', '--mode', 'demo', ...there],
    ...[...ORDER, '--price', '20000'],
  ])
  expect(placed, placed.errors).toMatchObject({ status: 0 })
  expect(JSON.parse(placed.output)).toMatchObject({ state: 'open', price: '20000' })
  const orders = await cryptobotInElectron(['orders', ...there, '--json'])
  expect(JSON.parse(orders.output)).toMatchObject([{ symbol: 'BTC/USDT', state: 'open' }])
  const mistyped = await cryptobotInElectron(['place', '--mode', 'demo', ...there])
  expect(mistyped).toMatchObject({ status: 2, errors: expect.stringContaining('--symbol') })
})
