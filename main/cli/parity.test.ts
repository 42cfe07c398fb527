import { describe, expect, it } from 'vitest'
import { parityDocument } from '../../app/contract/parity-document.ts'
import { money } from '../../app/domain/sample-market.fixture.ts'
import { botFromSetup } from '../../app/engine/session/account-definition.ts'
import {
  DONE_DRAFT,
  profileBench,
  readySession,
} from '../../app/engine/session/profile-bench.fixture.ts'
import { DEMO_SOURCE } from '../../app/engine/session/profile-documents.ts'
import { captured } from './captured-output.fixture.ts'
import { runCommand } from './run-command.ts'

async function parityOf(directory: string) {
  const { value, output } = await captured(() =>
    runCommand(['parity', '--profile', directory, '--json']),
  )
  expect(value).toBe(0)
  return parityDocument.parse(JSON.parse(output))
}

/** A demo account with a bot that trades often, which has seen so many candles. */
async function demoAccount(candles: number) {
  const bench = profileBench()
  const bots = [botFromSetup(DONE_DRAFT.bot, 'BTC/USDT', '1m')]
  const startingBalance = money('10000')
  const session = await readySession(
    bench.workspace.openAccount({ source: DEMO_SOURCE, startingBalance, bots, isBrief: false }),
  )
  bench.run(candles)
  return { ...bench, session }
}

describe('cryptobot parity', () => {
  it('finds that an account which ran through did what a backtest of its candles does', async () => {
    const { directory, session } = await demoAccount(400)
    const report = await parityOf(directory)
    expect(report.lines.length).toBeGreaterThan(10)
    expect(report.lines.length).toBe(session.snapshot().fills.length)
    expect(report).toMatchObject({ same: report.lines.length, different: 0 })
    expect(report.summary).toContain('to the last digit')
  })

  it('names why a trade is missing: the bot was stopped at that candle', async () => {
    const bench = await demoAccount(200)
    bench.session.stopBot('bot1', 'window')
    bench.run(100)
    bench.session.startBot('bot1', 'window')
    bench.run(100)
    const report = await parityOf(bench.directory)
    expect(report.different).toBeGreaterThan(0)
    const [first] = report.lines.filter(({ verdict }) => verdict !== 'same')
    expect(first).toMatchObject({ verdict: 'only-backtest', account: null })
    expect(first?.cause).toContain('the bot was stopped')
    for (const { verdict, cause } of report.lines) expect(cause === null).toBe(verdict === 'same')
    const { output } = await captured(() => runCommand(['parity', '--profile', bench.directory]))
    expect(output).toContain('in the backtest alone')
  })
})
