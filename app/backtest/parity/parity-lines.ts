import type { ParityLine, ParityTrade } from '../../contract/parity-document.ts'
import { formatAmount } from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import { averagePrice, formatPrice } from '../../domain/price.ts'
import { type AccountMemory, extraCause, missingCause, termsCause } from './difference-cause.ts'
import type { TradedWish } from './traded-wishes.ts'

export interface ParitySides {
  readonly market: Market
  readonly account: ReadonlyMap<string, TradedWish>
  readonly backtest: ReadonlyMap<string, TradedWish>
  readonly memory: AccountMemory
}

/** Both sides trade by trade, oldest first, each difference with its cause. */
export function parityLines(sides: ParitySides): readonly ParityLine[] {
  const { account, backtest } = sides
  const time = (id: string) => backtest.get(id)?.time ?? account.get(id)?.time ?? 0
  const ids = [...new Set([...account.keys(), ...backtest.keys()])]
  ids.sort((a, b) => time(a) - time(b))
  const differed = new Set<string>()
  return ids.map((id) => {
    const line = lineOf(id, sides, differed)
    if (line.verdict !== 'same') differed.add(line.botId)
    return line
  })
}

function lineOf(id: string, sides: ParitySides, differed: ReadonlySet<string>): ParityLine {
  const [account, backtest] = [sides.account.get(id), sides.backtest.get(id)]
  const either = account ?? backtest
  const { botId = '', side = 'buy' } = either ?? {}
  const found = verdictOf(account, backtest, { id, sides, hasDiffered: differed.has(botId) })
  const trade = (wish: TradedWish | undefined) =>
    wish === undefined ? null : tradeOf(wish, sides.market)
  return { intentId: id, botId, side, account: trade(account), backtest: trade(backtest), ...found }
}

interface Asked {
  readonly id: string
  readonly sides: ParitySides
  readonly hasDiffered: boolean
}

function verdictOf(
  account: TradedWish | undefined,
  backtest: TradedWish | undefined,
  { id, sides, hasDiffered }: Asked,
): Pick<ParityLine, 'verdict' | 'cause'> {
  if (account === undefined) {
    return { verdict: 'only-backtest', cause: missingCause(id, sides.memory, hasDiffered) }
  }
  if (backtest === undefined) {
    return { verdict: 'only-account', cause: extraCause(account, sides.memory, hasDiffered) }
  }
  const cause = termsCause(account, backtest, hasDiffered)
  return { verdict: cause === null ? 'same' : 'other-terms', cause }
}

function tradeOf({ time, cost, quantity, fee }: TradedWish, market: Market): ParityTrade {
  return {
    time,
    price: formatPrice(market, averagePrice(market, cost, quantity)),
    quantity: formatAmount(quantity),
    fee: formatAmount(fee),
  }
}
