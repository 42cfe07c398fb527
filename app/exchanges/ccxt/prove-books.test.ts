import { crc32 } from 'node:zlib'
import type { Exchange } from 'ccxt'
import { expect, it } from 'vitest'
import { krakenBookProof } from './facts/kraken-book.ts'
import { proveBooks } from './prove-books.ts'
import { loadStreams } from './streams.fixture.ts'

const SYMBOL = 'BTC/USDT'
const LEVELS = 10

interface Level {
  readonly price: number
  readonly qty: number
}

const sides = (ask: number) => ({
  asks: Array.from({ length: LEVELS }, (_, level) => ({ price: ask + level, qty: 1 })),
  bids: Array.from({ length: LEVELS }, (_, level) => ({ price: 99 - level, qty: 1 })),
})
/** Prices have one decimal, quantities eight. */
const digits = (levels: readonly Level[]) =>
  levels.map(({ price }) => `${price}0100000000`).join('')
const checksumOf = ({ asks, bids }: ReturnType<typeof sides>) => crc32(digits(asks) + digits(bids))
const message = (type: 'snapshot' | 'update', data: object) => ({
  channel: 'book',
  type,
  data: [data],
})

/** The whole book, with asks from a price on. */
function snapshot(ask: number, checksum = checksumOf(sides(ask))) {
  return message('snapshot', { symbol: SYMBOL, ...sides(ask), checksum })
}

/** The best ask is taken, so that asks begin one higher; says it of the book as the exchange has it. */
function taken(price: number, askAfter: number) {
  const asks = [
    { price, qty: 0 },
    { price: askAfter + LEVELS - 1, qty: 1 },
  ]
  const checksum = checksumOf(sides(askAfter))
  return message('update', { symbol: SYMBOL, asks, bids: [], checksum })
}

class Socket {
  readonly told: unknown[] = []
  isClosed = false

  resolve(book: unknown): void {
    this.told.push(book)
  }

  close(): void {
    this.isClosed = true
  }
}

async function kraken() {
  const exchange = await loadStreams('kraken')
  exchange.market(SYMBOL).info = { pair_decimals: 1, lot_decimals: 8 }
  proveBooks(exchange, krakenBookProof)
  const socket = new Socket()
  const bestAsk = () => exchange.orderbooks[SYMBOL]?.asks[0]?.[0]
  return { exchange, socket, bestAsk, hear: hearing(exchange, socket) }
}

function hearing(exchange: Exchange, socket: Socket) {
  return (told: unknown) => Reflect.get(exchange, 'handleOrderBook')(socket, told)
}

it('leaves a book alone that is the exchange’s own', async () => {
  const { socket, bestAsk, hear } = await kraken()
  hear(snapshot(101))
  hear(taken(101, 102))
  expect([bestAsk(), socket.isClosed]).toEqual([102, false])
})

it('throws a book away that has missed a change, and begins anew on another socket', async () => {
  const { exchange, socket, bestAsk, hear } = await kraken()
  hear(snapshot(101))
  // That 101 was taken was not heard.
  hear(taken(102, 103))
  expect([bestAsk(), socket.isClosed]).toEqual([undefined, true])
  const told = socket.told.length
  hear(taken(103, 104))
  expect(socket.told).toHaveLength(told)

  const next = new Socket()
  hearing(exchange, next)(snapshot(104))
  expect([bestAsk(), next.isClosed]).toEqual([104, false])
})

it('does without a proof that a whole book contradicts', async () => {
  const { socket, bestAsk, hear } = await kraken()
  hear(snapshot(101, 1))
  hear(taken(102, 103))
  expect([bestAsk(), socket.isClosed]).toEqual([101, false])
})
