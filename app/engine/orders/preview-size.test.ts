import { describe, expect, it } from 'vitest'
import type { BotSetup } from '../../contract/setup.ts'
import type { SizingSetup } from '../../contract/sizing-setup.ts'
import { DONE_DRAFT, profileBench, sessionOf } from '../session/profile-bench.fixture.ts'
import { DEMO_SOURCE } from '../session/profile-documents.ts'

function botWith(sizing: SizingSetup, stopPercent: number | null = null): BotSetup {
  const exits = { ...DONE_DRAFT.bot.exits, stopPercent }
  return { ...DONE_DRAFT.bot, sizing, exits }
}

const QUARTER = botWith({ kind: 'percent-of-equity', percent: 25 })
const WISH = { source: DEMO_SOURCE, bot: QUARTER, startingBalance: '2000' }

describe('the size that the wizard shows', () => {
  it('is of the balance that was typed, at the price of the demo market', () => {
    const { workspace } = profileBench()
    const preview = workspace.previewSize(WISH)
    expect(preview).toMatchObject({ kind: 'size' })
    if (preview?.kind !== 'size') return
    expect(preview.arithmetic).toContain('0.25 × equity 2000 USDT at ')
    expect(Number(preview.worth)).toBeGreaterThan(499)
    expect(Number(preview.worth)).toBeLessThanOrEqual(500)
  })

  it('is of the account itself where that is open', async () => {
    const { workspace } = profileBench()
    sessionOf(await workspace.finishSetup(DONE_DRAFT))
    expect(workspace.previewSize(WISH)).toMatchObject({
      arithmetic: expect.stringContaining('0.25 × equity 10000 USDT at '),
    })
  })

  it('is what the bot then buys', async () => {
    const bot = botWith({ kind: 'risk-percent', percent: 0.1 }, 2)
    const { workspace } = profileBench()
    const before = workspace.previewSize({ ...WISH, bot, startingBalance: '10000' })
    sessionOf(await workspace.finishSetup({ ...DONE_DRAFT, bot }))
    expect(before).toMatchObject({ kind: 'size' })
    expect(workspace.previewSize({ ...WISH, bot })).toEqual(before)
  })

  it('knows the average true range of the candles before', () => {
    const { workspace } = profileBench()
    const target = { kind: 'volatility-target', percent: 1, period: 14, multiple: 2 } as const
    expect(workspace.previewSize({ ...WISH, bot: botWith(target) })).toMatchObject({
      arithmetic: expect.stringMatching(/÷ \(2 × ATR\(14\) \d+/),
    })
  })

  it('says why nothing would be bought', () => {
    const { workspace } = profileBench()
    const bot = botWith({ kind: 'risk-percent', percent: 1 }, 0.05)
    expect(workspace.previewSize({ ...WISH, bot })).toEqual({
      kind: 'none',
      reason: expect.stringMatching(/^the stop at \d.* is not below the price of \d/),
    })
  })

  it('is not made up where no price is known', () => {
    const { workspace } = profileBench()
    const source = {
      kind: 'live-data',
      exchangeId: 'binance',
      symbol: 'BTC/USDT',
      timeframe: '1h',
    } as const
    expect(workspace.previewSize({ ...WISH, source })).toBeNull()
    expect(workspace.previewSize({ ...WISH, startingBalance: '0' })).toBeNull()
  })
})
