import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { orderRecord } from '../../app/contract/account-records.ts'
import { breakersOutcome, tradingOutcome } from '../../app/contract/control.ts'
import { MAIN_ACCOUNT } from '../../e2e/fake-exchange/fake-exchange.ts'
import { CommandLine } from './command-line.fixture.ts'
import { API_KEY, API_SECRET, ExchangeBench } from './exchange-bench.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 60_000
const ARMED = ['--arm-live', 'I understand'] as const
const BOT = {
  ...{ strategy: 'sma-cross', params: { fast: 10, slow: 30 } },
  ...{ symbol: 'BTC/USDT', timeframe: '1m', sizing: 'percent-of-equity:10' },
}

describe('without an engine that runs', () => {
  it(
    'commands place, repeat, halt, resume and take back',
    async () => {
      const bench = await ExchangeBench.open()
      const order = await bench.placed('first')
      expect(order).toMatchObject({
        intentId: 'm-first',
        state: 'open',
        price: '20000',
        filled: '0',
      })
      expect((await bench.place('first')).status).toBe(0)
      const other = await bench.place('first', '--price', '21000')
      expect(other.errors).toContain('nothing was sent, since --intent was used before')
      expect(JSON.parse(other.output)).toMatchObject({ state: 'open', price: '20000' })
      expect(bench.openOrders()).toBe(1)
      expect(await bench.control('halt', '--reason', 'lunch')).toMatchObject({
        ...{ state: 'halted', reason: 'lunch' },
        openOrders: [{ clientOrderId: order.clientOrderId }],
      })
      const refused = await bench.place('second')
      expect(refused.status).toBe(2)
      expect(JSON.parse(refused.output)).toMatchObject({ intentId: 'm-second', state: 'refused' })
      expect(refused.errors).toContain('trading is halted: lunch')
      // What was wished for before is only told.
      expect((await bench.place('first')).status).toBe(0)
      const cancelled = await bench.control('cancel', '--order', order.clientOrderId)
      expect(cancelled).toMatchObject({ state: 'halted', openOrders: [] })
      expect(bench.openOrders()).toBe(0)
      expect(await bench.control('resume')).toMatchObject({ state: 'active' })
    },
    TIMEOUT_MS,
  )

  it(
    'an order that trades at once is told with its fills, also where no stream tells them',
    async () => {
      const bench = await ExchangeBench.open()
      bench.exchange.streams.faults.script({ kind: 'drop' })
      const { status, output } = await bench.place('bought', '--price', '30100')
      expect(status).toBe(0)
      expect(JSON.parse(output)).toMatchObject({ state: 'filled', filled: '0.01' })
    },
    TIMEOUT_MS,
  )

  it(
    'halt all accounts at once, which holds until all are resumed',
    async () => {
      const bench = await ExchangeBench.open()
      await bench.placed('first')
      const reason = ['--reason', 'away'] as const
      expect(await bench.control('halt', '--all-accounts', ...reason)).toMatchObject({
        ...{ state: 'halted', reason: 'away', killSwitch: null },
      })
      const still = bench.command('resume')
      expect(await still.status(), still.errors).toBe(2)
      expect((await bench.place('second')).errors).toContain('trading is halted: away')
      expect(await bench.control('resume', '--all-accounts')).toMatchObject({ state: 'active' })
      expect((await bench.place('third')).status).toBe(0)
    },
    TIMEOUT_MS,
  )

  it(
    'tell what the account is worth in a chosen currency, and what has no price in it',
    async () => {
      const bench = await ExchangeBench.open()
      const worthIn = async (...args: readonly string[]) => {
        const command = bench.command('equity', '--symbol', 'BTC/USDT', ...args)
        expect(await command.status(), command.errors).toBe(0)
        return JSON.parse(command.output)
      }
      // 10,000 at 30,000.
      const inBitcoin = { currency: 'BTC', equity: '0.33333333', unpriced: [] }
      expect(await worthIn('--in', 'btc')).toEqual({ kind: 'equity', worth: inBitcoin })
      expect(await worthIn()).toEqual({ kind: 'equity', worth: inBitcoin })
      const inEuro = { currency: 'EUR', equity: '0', unpriced: ['USDT'] }
      expect(await worthIn('--in', 'EUR')).toEqual({ kind: 'equity', worth: inEuro })
    },
    TIMEOUT_MS,
  )

  it(
    'show the breakers, and reset one that has tripped, with a reason only',
    async () => {
      const bench = await ExchangeBench.open()
      await bench.placed('first')
      const shown = bench.command('breakers')
      expect(await shown.status(), shown.errors).toBe(0)
      const { breakers } = breakersOutcome.parse(JSON.parse(shown.output))
      expect(breakers.map(({ name }) => name)).toContain('drawdown')
      expect(breakers.every(({ state }) => state === 'closed')).toBe(true)
      const reset = (...args: readonly string[]) => bench.command('breakers', 'reset', ...args)
      const why = ['--reason', 'looked into it'] as const
      const closed = reset('drawdown', ...why)
      expect(await closed.status()).toBe(1)
      expect(closed.errors).toContain('has not tripped')
      const silent = reset('drawdown')
      expect(await silent.status()).toBe(2)
      expect(silent.errors).toContain('Say why')
      const unknown = reset('panic', ...why)
      expect(await unknown.status()).toBe(2)
      expect(unknown.errors).toContain('Say which breaker to reset')
    },
    TIMEOUT_MS,
  )

  it.each([
    ['is not enough for', ['--quantity', '1'], 'sufficient-balance'],
    ['is below what the exchange takes', ['--quantity', '0.0001'], 'minimum'],
    ['has a market order with a price', ['--type', 'market'], 'a market order has no price'],
    ['is about what is not traded', ['--symbol', 'BTC/XYZ'], 'BTC/XYZ'],
  ])(
    'an order that %s is refused before it is sent',
    async (_, changes, reason) => {
      const bench = await ExchangeBench.open()
      const { status, errors } = await bench.place('first', ...changes)
      expect(errors).toContain(reason)
      expect(status).toBe(2)
      expect(bench.exchange.engine.state.orders.all()).toEqual([])
    },
    TIMEOUT_MS,
  )

  it(
    'keys are needed, right, and nowhere to be found afterwards',
    async () => {
      const bench = await ExchangeBench.open()
      const order = [
        '--symbol',
        'BTC/USDT',
        '--side',
        'buy',
        '--type',
        'market',
        '--quantity',
        '0.01',
      ]
      const keyless = new CommandLine(['place', ...bench.account, ...order])
      expect(await keyless.status()).toBe(1)
      expect(keyless.errors).toContain('CRYPTOBOT_API_KEY')
      const wrong = new CommandLine(['place', ...bench.account, ...order], {
        environment: { CRYPTOBOT_API_KEY: 'wrong', CRYPTOBOT_API_SECRET: 'very-wrong' },
      })
      expect(await wrong.status()).toBe(1)
      expect(wrong.errors).toContain('Check the API key')
      expect(wrong.errors).not.toContain('very-wrong')
      const { output, errors } = await bench.place('right')
      for (const secret of [API_KEY, API_SECRET]) {
        expect(bench.filesWith(secret)).toEqual([])
        expect(output + errors).not.toContain(secret)
      }
    },
    TIMEOUT_MS,
  )
})

it(
  'a stop with a target and a trailing stop are placed for what is held, once each',
  async () => {
    const bench = await ExchangeBench.open()
    expect((await bench.place('buy', '--price', '30100', '--quantity', '0.021')).status).toBe(0)
    const sale = ['--symbol', 'BTC/USDT', '--side', 'sell', '--quantity', '0.01']
    const sell = async (...options: readonly string[]) => {
      const command = bench.command('place', ...sale, ...options)
      expect(await command.status(), command.errors).toBe(0)
      return orderRecord.parse(JSON.parse(command.output))
    }
    const pair = ['--stop', '29000', '--target', '31000', '--intent', 'pair']
    const stop = { type: 'stop', state: 'open', triggerPrice: '29000', watchedBy: 'exchange' }
    expect(await sell(...pair)).toMatchObject(stop)
    expect(await sell(...pair)).toMatchObject(stop)
    const trailing = ['--type', 'trailing-stop', '--trailing', '2', '--intent', 'trail']
    expect(await sell(...trailing)).toMatchObject({ state: 'open', trailingPercent: '2' })
    expect(bench.openOrders()).toBe(3)
    const read = new CommandLine(['orders', '--profile', bench.profile, '--json'])
    expect(await read.status()).toBe(0)
    expect(JSON.parse(read.output)).toContainEqual(
      expect.objectContaining({ intentId: 'm-pair-t', state: 'open', watchedBy: 'exchange' }),
    )
    const wrong = bench.command('place', ...sale, ...trailing.with(3, 'much'))
    expect(await wrong.status()).toBe(2)
    expect(wrong.errors).toContain('--trailing')
  },
  TIMEOUT_MS,
)

describe('with real money', () => {
  it(
    'a bot file that loosens limits runs only once that is confirmed',
    async () => {
      const bench = await ExchangeBench.open({ mode: 'live' })
      const file = join(bench.profile, 'bot.json')
      const run = (notionalMax: string, ...more: readonly string[]) => {
        writeFileSync(file, JSON.stringify({ ...BOT, limits: { notionalMax } }))
        return bench.command('run', '--headless', ...ARMED, '--bot', file, ...more)
      }
      const ran = async (command: CommandLine) => {
        await command.told('status', ({ reconciliation }) => reconciliation.isReconciled)
        command.kill('SIGTERM')
        expect(await command.status(), command.errors).toBe(0)
      }
      await ran(run('100'))
      const refused = run('200')
      expect(await refused.status()).toBe(1)
      expect(refused.errors).toContain('would loosen limits while real money trades')
      expect(refused.errors).toContain('--loosen-limits')
      expect(bench.auditEntries()).toHaveLength(1)
      await ran(run('50'))
      await ran(run('200', '--loosen-limits'))
      expect(bench.auditEntries()).toHaveLength(3)
    },
    TIMEOUT_MS,
  )
})

it(
  'writes down who placed and cancelled what, in the ledger of the account',
  async () => {
    const bench = await ExchangeBench.open()
    const { clientOrderId } = await bench.placed('audited')
    await bench.control('cancel', '--order', clientOrderId)
    expect(bench.auditEntries()).toMatchObject([
      { action: 'order cancelled', subject: `order: ${clientOrderId}` },
      {
        action: 'order placed',
        subject: `order: ${clientOrderId}`,
        detail: 'buy 0.01 BTC/USDT, limit at 20000',
      },
    ])
  },
  TIMEOUT_MS,
)

describe('beside an engine that runs', () => {
  it(
    'a breaker that has tripped is reset, with the reason in the audit log, and stays closed',
    async () => {
      const bench = await ExchangeBench.open({ speed: 60 })
      bench.exchange.engine.deposit(MAIN_ACCOUNT, 'BTC', '1')
      await bench.placed('first')
      const run = await bench.run()
      await run.told('candle', ({ equity }) => Number(equity) > 39_000)
      bench.exchange.market.setPrice('BTCUSDT', '20000')
      await run.told('breaker', ({ name, state }) => name === 'drawdown' && state === 'tripped')
      const reset = bench.command('breakers', 'reset', 'drawdown', '--reason', 'looked into it')
      expect(await reset.status(), reset.errors).toBe(0)
      const { trips } = tradingOutcome.parse(JSON.parse(reset.output))
      const names = trips.map(({ name }) => name)
      expect(names).not.toContain('drawdown')
      expect(names).toContain('equity-drop')
      const shown = bench.command('breakers')
      expect(await shown.status(), shown.errors).toBe(0)
      const { breakers } = breakersOutcome.parse(JSON.parse(shown.output))
      expect(breakers.find(({ name }) => name === 'drawdown')?.state).toBe('closed')
      const again = bench.command('breakers', 'reset', 'drawdown', '--reason', 'once more')
      expect(await again.status()).toBe(1)
      expect(again.errors).toContain('has not tripped')
      expect(bench.auditEntries()).toContainEqual({
        action: 'breaker reset',
        subject: 'drawdown of account',
        detail: 'looked into it',
      })
    },
    TIMEOUT_MS,
  )

  onUnix(
    'the same commands go through it, and it tells what they do',
    async () => {
      const bench = await ExchangeBench.open()
      await bench.placed('first')
      const run = await bench.run()
      const second = await bench.placed('second')
      expect(second.intentId).toBe('m-second')
      expect(bench.openOrders()).toBe(2)
      expect((await bench.place('second')).status).toBe(0)
      expect(bench.openOrders()).toBe(2)
      await run.told(
        'order',
        ({ order }) => order.intentId === 'm-second' && order.state === 'open',
      )
      await bench.control('cancel', '--order', second.clientOrderId)
      expect(bench.openOrders()).toBe(1)
      expect((await bench.place('bought', '--type', 'market', '--price', '')).status).toBe(2)
      const bought = await bench.place('bought', '--price', '30100')
      expect(bought.status).toBe(0)
      const { fill } = await run.told('fill')
      expect(fill).toMatchObject({
        symbol: 'BTC/USDT',
        side: 'buy',
        price: '30000',
        quantity: '0.01',
      })
      const halted = await bench.control('halt', '--cancel-all', '--flatten')
      expect(halted).toMatchObject({ state: 'halted', openOrders: [] })
      expect(bench.openOrders()).toBe(0)
      await run.told('fill', (line) => line.fill.side === 'sell')
      await run.told('status', ({ trading }) => trading.state === 'halted')
      expect((await bench.place('third')).status).toBe(2)
      expect(await bench.control('resume')).toMatchObject({ state: 'active' })
      for (const secret of [API_KEY, API_SECRET]) expect(bench.filesWith(secret)).toEqual([])
      const another = bench.command('run', '--headless')
      expect(await another.status()).toBe(1)
      expect(another.errors).toContain('Another Cryptobot is using the profile')
      run.kill('SIGTERM')
      expect(await run.status()).toBe(0)
      expect(run.events().at(-1)).toMatchObject({ event: 'ended', currency: 'USDT' })
      expect(run.errors).toBe('')
    },
    TIMEOUT_MS,
  )

  onUnix(
    'a command waits for one that is only starting, and for one that was killed it does not',
    async () => {
      const bench = await ExchangeBench.open()
      await bench.placed('first')
      const run = bench.command('run', '--headless')
      await run.told('started')
      const second = bench.placed('second')
      const third = bench.placed('third')
      await Promise.all([second, third])
      run.kill('SIGKILL')
      expect(await run.status()).toBeNull()
      await bench.placed('fourth')
      expect(bench.openOrders()).toBe(4)
    },
    TIMEOUT_MS,
  )
})

it(
  'an address may have a path in front of the exchange’s own',
  async () => {
    const bench = await ExchangeBench.open()
    const { status, errors } = await bench.place('first', '--exchange-url', `${bench.url}/proxy/`)
    expect(status).toBe(1)
    expect(errors).toContain('Binance')
    const asked = bench.exchange.requests
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.filter((path) => !path.startsWith('/proxy/api/v3/'))).toEqual([])
  },
  TIMEOUT_MS,
)
