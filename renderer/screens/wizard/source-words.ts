import type { MarketSource, WizardDraft } from '../../../app/contract/setup.ts'

/** What is traded on the demo market. */
const DEMO_CURRENCIES = { base: 'BTC', quote: 'USDT' }

export function currenciesOf(source: MarketSource | null): typeof DEMO_CURRENCIES {
  if (!source || source.kind === 'demo') return DEMO_CURRENCIES
  const [base = '', quote = ''] = source.symbol.split('/')
  return { base, quote }
}

export function quoteOf(source: MarketSource | null): string {
  return currenciesOf(source).quote
}

/** What is traded on, as the summary says it. */
export function sourceWords(source: MarketSource | null): string {
  switch (source?.kind) {
    case 'demo':
      return `Built-in market, seed ${source.seed}`
    case 'replay':
      return `Replay of ${source.symbol}, ${source.timeframe} candles from your file`
    case 'live-data':
      return `${source.symbol} on ${source.exchangeId}, ${source.timeframe} candles as they close`
    case 'exchange':
      return `${source.symbol} on ${source.exchangeId} (${source.mode}), ${source.timeframe} candles`
    case undefined:
      return 'Not chosen yet'
  }
}

/** "Start SMA cross on the demo market": the last button says what it does. */
export function startWords({ bot, source }: WizardDraft): string {
  switch (source?.kind) {
    case 'replay':
      return `Start ${bot.name} on the ${source.symbol} replay`
    case 'live-data':
      return `Start ${bot.name} on ${source.symbol} paper`
    case 'exchange':
      return source.mode === 'live'
        ? `Start ${bot.name} with real money on ${source.symbol}`
        : `Start ${bot.name} on the ${source.exchangeId} testnet`
    default:
      return `Start ${bot.name} on the demo market`
  }
}
