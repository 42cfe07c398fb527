import { useMemo } from 'react'
import type { EngineSnapshot, OrderView } from '../../../app/contract/engine-view.ts'
import { MANUAL_BOT } from '../../../app/contract/manual-bot.ts'
import { exactOf } from '../../format/exact-decimal.ts'
import { isWorking } from '../../format/order-words.ts'
import type { TicketMarket } from '../../forms/order-ticket.ts'
import { useEngine } from '../../stores/engine-store.ts'

/** What the ticket is held against, as it is now; null while no account is open. */
export function useTicketMarket(): TicketMarket | null {
  const account = useEngine((snapshot) => snapshot.account)
  const price = useEngine(lastPrice)
  const portfolio = useEngine(({ status }) => status.portfolio)
  const orders = useEngine((snapshot) => snapshot.orders)
  return useMemo(() => {
    if (account === null || portfolio === null || orders === null) return null
    const { symbol, base, quote, orderRules: rules } = account
    return {
      symbol,
      base,
      quote,
      rules,
      price: price === null ? null : (exactOf(price) ?? null),
      equity: amount(portfolio.equity),
      free: { quote: freeOf(portfolio, quote), base: sellable(portfolio, orders, account) },
    }
  }, [account, price, portfolio, orders])
}

/** Candles are floats, for drawing; rounded to the market's decimals they say the price again. */
function lastPrice({ candles, account }: EngineSnapshot): string | null {
  return candles.close.at(-1)?.toFixed(account.priceDecimals) ?? null
}

type Portfolio = EngineSnapshot['status']['portfolio']

function freeOf({ balances }: Portfolio, currency: string): bigint {
  return amount(balances.find((balance) => balance.currency === currency)?.free)
}

/** What the account holds and no bot does, less what is being sold by hand already. */
function sellable(
  { balances, positions }: Portfolio,
  orders: readonly OrderView[],
  { base, symbol }: { readonly base: string; readonly symbol: string },
): bigint {
  let free = amount(balances.find(({ currency }) => currency === base)?.total)
  for (const { botId, quantity } of positions) {
    if (botId !== MANUAL_BOT) free -= amount(quantity)
  }
  for (const order of orders) {
    const isManualSale = order.botId === MANUAL_BOT && order.side === 'sell'
    if (!isManualSale || order.symbol !== symbol || !isWorking(order)) continue
    free -= amount(order.quantity) - amount(order.filled)
  }
  return free > 0n ? free : 0n
}

function amount(text: string | undefined): bigint {
  return exactOf(text ?? '0') ?? 0n
}
