import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { TICKER_MARKETS, type TickerCommand, type TickerEnd } from './ticker-plan.ts'

/** As much of Binance as a flood of tickers needs, in a process of its own. */
const TICK_MS = 5

/** By stream, "c0usdt@miniTicker": who follows it. */
const followers = new Map<string, WebSocket>()

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answerTo(pathname)))
})

function answerTo(path: string): unknown {
  if (path.endsWith('/exchangeInfo'))
    return { timezone: 'UTC', symbols: TICKER_MARKETS.map(listed) }
  if (path.endsWith('/ticker/24hr')) return TICKER_MARKETS.map((symbol) => day(symbol, 1))
  return []
}

function listed(symbol: string) {
  const baseAsset = symbol.replace('USDT', '')
  return {
    ...{ symbol, status: 'TRADING', baseAsset, quoteAsset: 'USDT' },
    ...{ baseAssetPrecision: 8, quotePrecision: 8, isSpotTradingAllowed: true },
    ...{ permissionSets: [['SPOT']], permissions: ['SPOT'], orderTypes: ['LIMIT', 'MARKET'] },
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: '0.01', maxPrice: '1000000', tickSize: '0.01' },
      { filterType: 'LOT_SIZE', minQty: '0.0001', maxQty: '9000', stepSize: '0.0001' },
    ],
  }
}

function day(symbol: string, price: number) {
  const text = price.toFixed(2)
  return { symbol, lastPrice: text, openPrice: '1.00', quoteVolume: '1000.0', volume: '1000.0' }
}

new WebSocketServer({ server }).on('connection', (socket) => {
  socket.on('message', (data) => follow(socket, data))
})

function follow(socket: WebSocket, data: RawData): void {
  const { id, params }: { readonly id: unknown; readonly params: readonly string[] } = JSON.parse(
    String(data),
  )
  for (const name of params) followers.set(name, socket)
  socket.send(JSON.stringify({ id, result: null }))
}

process.on('message', ({ messagesPerSecond, seconds }: TickerCommand) =>
  flood(messagesPerSecond, messagesPerSecond * seconds),
)

/** As many as are due by now, so that late ticks are made up for. */
function flood(messagesPerSecond: number, total: number): void {
  const startedAt = performance.now()
  let sent = 0
  const ticking = setInterval(() => {
    const due = Math.min(total, ((performance.now() - startedAt) * messagesPerSecond) / 1_000)
    for (; sent < due; sent += 1) tell(sent)
    if (sent < total) return
    clearInterval(ticking)
    const end: TickerEnd = { sent, lastPrice: (total / TICKER_MARKETS.length).toFixed(2) }
    process.send?.(end)
  }, TICK_MS)
}

/** The price is the number of the round. */
function tell(index: number): void {
  const symbol = TICKER_MARKETS[index % TICKER_MARKETS.length] ?? ''
  const price = (Math.floor(index / TICKER_MARKETS.length) + 1).toFixed(2)
  const numbers = `"c":"${price}","o":"1.00","h":"${price}","l":"1.00","v":"1000.0","q":"1000.0"`
  followers
    .get(`${symbol.toLowerCase()}@miniTicker`)
    ?.send(`{"e":"24hrMiniTicker","E":${Date.now()},"s":"${symbol}",${numbers}}`)
}

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
