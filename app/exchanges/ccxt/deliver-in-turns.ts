import type { DeliveryTurns } from './delivery-turns.ts'

/** A socket's messages as they came; it stops reading while too many wait. */
interface Arriving extends AsyncIterable<unknown> {
  read(): unknown
}

interface Delivering {
  readonly duplex: Arriving
  onMessage(event: { readonly data: unknown }): void
  deliverLoop(): Promise<void>
}

/**
 * ccxt hands over all that has arrived in one go, up to a thousand messages, and holds everything else up that long: a
 * cancel, the window, the other sockets. Here the same messages are handed over in the same order, in turns. What does not
 * fit waits in the socket, whose sender then waits too, so that nothing is lost and nothing grows.
 */
export function deliverInTurns(client: object, turns: DeliveryTurns): void {
  if (!isDelivering(client)) return
  client.deliverLoop = async () => {
    try {
      await deliver(client, turns)
    } catch {
      // The socket broke, which its own handlers have told already.
    }
  }
}

async function deliver(client: Delivering, turns: DeliveryTurns): Promise<void> {
  const { duplex } = client
  for await (const first of duplex) {
    for (let data: unknown = first; data !== null; data = duplex.read()) {
      client.onMessage({ data })
      if (turns.isOver()) await turns.next()
    }
  }
}

function isDelivering(client: object): client is Delivering {
  return 'deliverLoop' in client
}
