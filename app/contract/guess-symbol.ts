const QUOTES = ['USDT', 'USDC', 'FDUSD', 'USD', 'EUR', 'GBP', 'BTC', 'ETH']
const FALLBACK = 'BTC/USDT'

/** "BTCUSDT-1h.csv" → "BTC/USDT": file names usually say what they hold. */
export function guessSymbol(fileName: string): string {
  const pair = fileName.toUpperCase().match(/[A-Z0-9]{2,10}[-_/]?(?:[A-Z]{3,5})/)?.[0] ?? ''
  const letters = pair.replace(/[-_/]/g, '')
  const quote = QUOTES.find((candidate) => letters.endsWith(candidate) && letters !== candidate)
  return quote ? `${letters.slice(0, -quote.length)}/${quote}` : FALLBACK
}
