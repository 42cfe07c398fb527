import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { rateFromPercent } from '../../app/domain/amount.ts'
import type { Bot } from '../../app/domain/bot.ts'
import type { BreakerSetting } from '../../app/domain/breaker.ts'
import { formatPrice } from '../../app/domain/price.ts'
import { money } from '../../app/domain/sample-market.fixture.ts'
import { profileBench, readySession } from '../../app/engine/session/profile-bench.fixture.ts'
import { DEMO_MARKET, demoCandles } from '../../app/exchanges/demo/demo-candles.ts'
import { importCandleFile } from '../../app/exchanges/replay/candle-import.ts'
import { BREAKERS } from '../../app/risk/all-breakers.ts'
import { StrategyLibrary } from './strategy-library.ts'

const COMMAND = {
  command: process.execPath,
  args: [join(import.meta.dirname, '../cli/index.ts'), 'sandbox'],
}

/** A profile whose paper account replays a file to one bot, with real processes for the user's own strategies. */
export async function ownStrategyBench(candles = 300) {
  const bench = profileBench()
  const { directory, workspace, clock } = bench
  const folder = join(directory, 'strategies')
  mkdirSync(folder)
  const warnings: string[] = []
  const library = new StrategyLibrary({
    ...{ directory, command: COMMAND },
    warn: (text) => warnings.push(text),
  })
  onTestFinished(() => library.close())
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const open = async (
    strategyId: string,
    parameters: Bot['parameters'],
    onFailure?: Pick<BreakerSetting, 'action'>,
  ) => {
    await library.open((id, fault) => workspace.session?.strategyChanged(id, fault))
    const imported = await importCandleFile(csvOf(directory, candles), workspace.importsDirectory)
    if (!imported.ok) throw new Error(imported.error.message)
    const { importId } = imported.value
    return readySession(
      workspace.openAccount({
        source: { kind: 'replay', importId, symbol: DEMO_MARKET.symbol, timeframe: '1m' },
        startingBalance: money('10000'),
        bots: [botOf(strategyId, parameters)],
        isBrief: false,
        onOpened: (session) => {
          if (onFailure === undefined) return
          const name = 'strategy-failure'
          const setting = { ...BREAKERS[name].defaults, ...onFailure }
          session.saveBreaker({ name, setting, isConfirmed: true, actor: 'window' })
        },
      }),
    )
  }
  /** Until something is so: time goes on, and the processes have theirs. */
  const until = async (isSo: () => boolean) => {
    workspace.setSpeed(100)
    await expect
      .poll(
        () => {
          clock.advance(10)
          return isSo()
        },
        { interval: 1, timeout: 60_000 },
      )
      .toBe(true)
  }
  const ended = () => workspace.session?.status().feed.state === 'finished'
  return { ...bench, library, warnings, write, open, until, ended }
}

function botOf(strategyId: string, parameters: Bot['parameters']): Bot {
  return {
    id: 'bot1',
    name: 'Own',
    strategyId,
    parameters,
    symbol: DEMO_MARKET.symbol,
    timeframe: '1m',
    sizing: { kind: 'percent-of-equity', share: rateFromPercent(50) },
    exits: { stop: rateFromPercent(1), target: null, trailing: rateFromPercent(2) },
  }
}

function csvOf(directory: string, count: number): string {
  const path = join(directory, 'candles.csv')
  const lines = demoCandles(11, 0, count).map(({ openTime, open, high, low, close }) =>
    [
      openTime,
      ...[open, high, low, close].map((price) => formatPrice(DEMO_MARKET, price)),
      5,
    ].join(),
  )
  writeFileSync(path, ['timestamp,open,high,low,close,volume', ...lines].join('\n'))
  return path
}
