import type { Exchange } from 'ccxt'
import type { BookProof } from './exchange-facts.ts'

interface Socket {
  close(): unknown
}

type HandleBook = (socket: Socket, message: unknown) => void

/**
 * Looks at every book after each change that a stream told of. One that is not the exchange's own any more is thrown away, as
 * ccxt does where it looks itself, and its socket is closed: a new one begins with whole books. Where even a whole book does
 * not prove itself, the proof is at fault, and that market is not looked at any more.
 */
export function proveBooks(exchange: Exchange, proof: BookProof): void {
  const ccxts: HandleBook | undefined = Reflect.get(exchange, 'handleOrderBook')
  // Its class without streams has none.
  if (ccxts === undefined) return
  const left = new WeakSet<Socket>()
  const unprovable = new Set<string>()
  const proven: HandleBook = (socket, message) => {
    // What still arrives there would change a book that is gone.
    if (left.has(socket)) return
    ccxts.call(exchange, socket, message)
    const told = proof.read(message)
    if (told === undefined || unprovable.has(told.symbol)) return
    const { symbol } = told
    const { orderbooks, markets } = exchange
    if (proof.holds(message, orderbooks[symbol], markets?.[symbol]?.info)) return
    if (told.isWhole) {
      unprovable.add(symbol)
      return
    }
    Reflect.deleteProperty(orderbooks, symbol)
    left.add(socket)
    socket.close()
  }
  Object.assign(exchange, { handleOrderBook: proven })
}
