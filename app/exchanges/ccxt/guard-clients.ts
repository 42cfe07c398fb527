import type { Exchange } from 'ccxt'
import { deliverInTurns } from './deliver-in-turns.ts'
import type { DeliveryTurns } from './delivery-turns.ts'

/**
 * ccxt may be on its way to open a connection when it is closed, and would go on to. And it rejects promises that nobody
 * waits for, such as that of a log-in, which would end the process; and it lets a flood of messages hold everything up.
 */
export function guardClients(
  exchange: Exchange,
  turns: DeliveryTurns,
  isStopped: () => boolean,
): void {
  const open = exchange.client.bind(exchange)
  exchange.client = (url: string) => {
    if (isStopped()) throw new Error('the account was closed')
    const isNew = !(url in exchange.clients)
    const client = open(url)
    if (isNew) {
      expectRejections(client)
      deliverInTurns(client, turns)
    }
    return client
  }
}

interface Promising {
  readonly connected: Promise<unknown>
  future(messageHash: string): Promise<unknown>
}

/** Whoever waits for one of its promises still learns that it was rejected. */
function expectRejections(client: Promising): void {
  const future = client.future.bind(client)
  const expected = <Value>(promise: Promise<Value>): Promise<Value> => {
    promise.catch(() => undefined)
    return promise
  }
  void expected(client.connected)
  client.future = (messageHash) => expected(future(messageHash))
}
