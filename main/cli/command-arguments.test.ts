import { expect, it } from 'vitest'
import { commandArguments } from './command-arguments.ts'

it.each([
  [
    ['cryptobot', 'place', '--symbol', 'BTC/USDT'],
    ['place', '--symbol', 'BTC/USDT'],
  ],
  [
    ['cryptobot', '--no-sandbox', 'orders', '--json'],
    ['orders', '--json'],
  ],
  [['cryptobot', 'help'], ['help']],
])('in the packaged application, %j is a command', (argv, expected) => {
  expect(commandArguments(argv, true)).toEqual(expected)
})

it.each([
  [['cryptobot']],
  [['cryptobot', '--profile', 'orders']],
  [['cryptobot', '--profile=orders']],
  [['cryptobot', 'file.csv']],
  [['cryptobot', '--profile', '/tmp/x', 'orders']],
])('in the packaged application, %j opens the window', (argv) => {
  expect(commandArguments(argv, true)).toBeUndefined()
})

it('without a screen, every word is a command, also one that there is not', () => {
  expect(commandArguments(['cryptobot', '--ozone-platform=headless', 'plase'], true)).toEqual([
    'plase',
  ])
  expect(commandArguments(['cryptobot', '--ozone-platform=headless'], true)).toBeUndefined()
})

it('from source, the folder of the application comes first', () => {
  const argv = ['electron', '--no-sandbox', '/opt/orders', 'fills', '--json']
  expect(commandArguments(argv, false)).toEqual(['fills', '--json'])
  expect(commandArguments(['electron', '/opt/orders'], false)).toBeUndefined()
  expect(commandArguments(['electron', 'orders', '--profile', 'fills'], false)).toBeUndefined()
})
