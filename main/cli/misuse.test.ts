import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { captured } from './captured-output.fixture.ts'
import { runCommand } from './run-command.ts'

/** In this process: none of these gets as far as an engine. */
async function called(args: readonly string[]) {
  const { value: status, ...printed } = await captured(() => runCommand(args))
  return { status, ...printed }
}

const RUN = ['run', '--headless']
const ORDER = ['--symbol', 'BTC/USDT', '--side', 'buy', '--type', 'limit', '--quantity', '1']
const PLACE = ['place', '--mode', 'testnet', '--exchange', 'binance']
const NOWHERE = ['--profile', '/nowhere/profile']

it.each<[readonly string[], string]>([
  [['fly'], 'There is no command "fly"'],
  [['constructor'], 'There is no command "constructor"'],
  [['run'], 'Add --headless'],
  [RUN, '--mode must be one of demo, paper, testnet, live'],
  [[...RUN, '--mode', 'dream'], '--mode must be one of'],
  [[...RUN, '--mode', 'paper', '--bot', '/nowhere.json'], 'cannot be read'],
  [[...RUN, '--mode', 'live', '--exchange', 'binance'], 'To arm it, add --arm-live "I understand"'],
  [[...RUN, '--mode', 'live', '--arm-live', 'yes'], 'To arm it'],
  [
    [...RUN, '--mode', 'testnet', '--exchange', 'binance', ...NOWHERE],
    'No account has been opened',
  ],
  [[...RUN, '--mode', 'demo', '--speed', 'fast'], '--speed is a number'],
  [[...RUN, '--mode', 'demo', '--speed', '0'], '--speed is a number'],
  [[...RUN, '--mode', 'demo', '--colour'], "'--colour'"],
  [[...RUN, '--mode', 'demo', '--profile'], '--profile'],
  [[...RUN, '--mode', 'demo', 'demo'], "Unexpected argument 'demo'"],
  [['place', '--mode', 'testnet', ...ORDER], '--mode testnet needs --exchange'],
  [[...PLACE, '--exchange', '../etc', ...ORDER], "The exchange must be the exchange's short name"],
  [[...PLACE], '--symbol is missing'],
  [[...PLACE, ...ORDER, '--symbol', 'BTCUSDT'], '--symbol cannot be used'],
  [[...PLACE, ...ORDER, '--side', 'hold'], '--side cannot be used'],
  [[...PLACE, ...ORDER, '--type', 'wish'], '--type cannot be used'],
  [[...PLACE, ...ORDER, '--quantity', '1e3'], '--quantity cannot be used'],
  [[...PLACE, ...ORDER, '--quantity', '-1'], '--quantity'],
  [[...PLACE, ...ORDER, '--price', 'high'], '--price cannot be used'],
  [[...PLACE, ...ORDER, '--time-in-force', 'soon'], '--time-in-force cannot be used'],
  [[...PLACE, ...ORDER, '--intent', ''], '--intent must not be empty'],
  [['cancel', '--mode', 'demo'], 'Say which order'],
  [['cancel', '--mode', 'demo', '--all', '--order', 'cb-1'], 'Say which order'],
  [['halt', ...NOWHERE], 'No account has been opened'],
  [['resume', ...NOWHERE], 'No account has been opened'],
  [['orders', ...NOWHERE], 'No account has been opened'],
  [['fills', '--account', '../../etc', ...NOWHERE], '"../../etc" is no account'],
  [['doctor', '--fix'], "'--fix'"],
])('%j is explained, with the exit status 2', async (args, problem) => {
  const { status, output, errors } = await called(args)
  expect(errors).toContain(problem)
  expect(errors).toContain('"cryptobot help" tells')
  expect(status).toBe(2)
  expect(output).toBe('')
})

it('bots of one run must watch the same candles', async () => {
  const folder = temporaryFolder()
  const files = ['1m', '5m'].map((timeframe) => {
    const path = join(folder, `bot${timeframe}.json`)
    const market = { symbol: 'BTC/USDT', timeframe, sizing: 'percent-of-equity:10' }
    const params = { fast: 2, slow: 3 }
    writeFileSync(path, JSON.stringify({ strategy: 'sma-cross', params, ...market }))
    return ['--bot', path]
  })
  const args = [...RUN, '--mode', 'testnet', '--exchange', 'binance', ...files.flat()]
  const { status, errors } = await called(args)
  expect(errors).toContain('must have the same symbol and timeframe')
  expect(status).toBe(2)
})

it.each([[[]], [['help']], [['--help']]])('%j prints how it is used', async (args) => {
  const { status, output } = await called(args)
  expect(output).toContain('Cryptobot on the command line')
  expect(status).toBe(0)
})

it('an account that is not there is no misuse', async () => {
  const { status, errors } = await called(['orders', '--account', 'demo-7', ...NOWHERE])
  expect(errors).toContain('There is no account in')
  expect(status).toBe(1)
})
