import { formatDecimal, formatQuantity } from '../../format/decimal.ts'
import { useEngine } from '../../stores/engine-store.ts'

type PriceTextProps = { readonly price: string | null; readonly symbol: string }

/** In the decimals of the account's market; that of another has those that it has. */
export function PriceText({ price, symbol }: PriceTextProps) {
  const decimals = useEngine(({ account }) =>
    account.symbol === symbol ? account.priceDecimals : null,
  )
  if (price === null) return '–'
  return decimals === null ? formatQuantity(price) : formatDecimal(price, decimals)
}

/** "BTC/USDT" → "USDT". */
export function quoteOfSymbol(symbol: string): string {
  return symbol.split('/')[1] ?? ''
}
