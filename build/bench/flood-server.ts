import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { FLOOD_MARKETS, type FloodCommand, type FloodEnd } from './flood-plan.ts'

/**
 * As much of Binance as a flood of messages needs, in a process of its own: books to begin with, their changes in turn, and
 * here and there a trade of an order of ours.
 */
const TICK_MS = 5
const OWN_ORDERS_PER_SECOND = 200

const books = new Map(FLOOD_MARKETS.map((market) => [market, 1_000]))
let account: WebSocket | undefined
/** By market, who follows its book: ccxt opens a socket for each. */
const followers = new Map<string, WebSocket>()

const server = createServer((request, response) => {
  const symbol = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('symbol') ?? ''
  const lastUpdateId = books.get(symbol) ?? 0
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ lastUpdateId, bids: levels(-1, lastUpdateId), asks: levels(1, 1) }))
})

const sockets = new WebSocketServer({ server })
sockets.on('connection', (socket, { url = '' }) => {
  const isAccount = url.includes('ws-api')
  if (isAccount) account = socket
  socket.on('message', (data) => answer(socket, data, isAccount))
})

interface Command {
  readonly id: unknown
  readonly params: readonly string[]
}

/** "c0usdt@depth@100ms" */
function marketOf(stream: string): string {
  return stream.slice(0, stream.indexOf('@')).toUpperCase()
}

function answer(socket: WebSocket, data: RawData, isAccount: boolean): void {
  const { id, params }: Command = JSON.parse(String(data))
  if (!isAccount) for (const name of params) followers.set(marketOf(name), socket)
  const result = isAccount ? { subscriptionId: 0 } : null
  socket.send(JSON.stringify({ id, status: 200, result }))
}

process.on('message', ({ messagesPerSecond, seconds }: FloodCommand) => {
  flood(messagesPerSecond, messagesPerSecond * seconds)
})

/** As many as are due by now, so that late ticks are made up for. */
function flood(messagesPerSecond: number, total: number): void {
  const startedAt = performance.now()
  const ownEvery = messagesPerSecond / OWN_ORDERS_PER_SECOND
  let sent = 0
  let own = 0
  const ticking = setInterval(() => {
    const due = Math.min(total, ((performance.now() - startedAt) * messagesPerSecond) / 1_000)
    for (; sent < due; sent += 1) {
      if (sent % ownEvery === 0) {
        own += 1
        account?.send(trade(own))
      } else changeBook(FLOOD_MARKETS[sent % FLOOD_MARKETS.length] ?? '')
    }
    if (sent < total) return
    clearInterval(ticking)
    const end: FloodEnd = { sent, own, books: [...books] }
    process.send?.(end)
  }, TICK_MS)
}

/** The best bid's quantity is the number of the change. */
function changeBook(symbol: string): void {
  const id = (books.get(symbol) ?? 0) + 1
  books.set(symbol, id)
  const bids = `["29999.00","${id}.00000000"],["29998.00","${(id % 7) + 1}.00000000"]`
  const asks = `["30001.00","${(id % 5) + 1}.00000000"]`
  const change = `"U":${id},"u":${id},"b":[${bids}],"a":[${asks}]`
  followers.get(symbol)?.send(`{"e":"depthUpdate","E":${Date.now()},"s":"${symbol}",${change}}`)
}

function trade(count: number): string {
  const now = Date.now()
  const event = {
    ...{
      e: 'executionReport',
      E: now,
      s: FLOOD_MARKETS[0],
      c: `cb-flood-${count}`,
      S: 'BUY',
      o: 'LIMIT',
    },
    ...{
      f: 'GTC',
      q: '0.10000000',
      p: '30000.00000000',
      P: '0.00000000',
      F: '0.00000000',
      g: -1,
      C: '',
    },
    ...{ x: 'TRADE', X: 'FILLED', r: 'NONE', i: count, l: '0.10000000', z: '0.10000000' },
    ...{
      L: '30000.00000000',
      n: '3.00000000',
      N: 'USDT',
      T: now,
      t: count,
      I: count,
      w: false,
      m: true,
    },
    ...{ M: false, O: now, Z: '3000.00000000', Y: '3000.00000000', Q: '0.00000000', W: now },
  }
  return JSON.stringify({ subscriptionId: 0, event })
}

function levels(sign: 1 | -1, best: number): readonly (readonly [string, string])[] {
  return Array.from({ length: 100 }, (_, depth) => [
    `${30_000 + sign * (depth + 1)}.00`,
    `${depth === 0 ? best : 1}.00000000`,
  ])
}

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
