import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { deliverInTurns } from './deliver-in-turns.ts'
import { DeliveryTurns } from './delivery-turns.ts'

const MESSAGES = 30

/** Longer than a tenth of a turn. */
function work(): void {
  const until = performance.now() + 0.5
  while (performance.now() < until);
}

/** Some sockets on which all messages have arrived at once; told: what was handed over, and how many turns others had before. */
async function deliverAll(sockets: readonly string[]) {
  const turns = new DeliveryTurns()
  const told: { readonly message: string; readonly turnsOfOthers: number }[] = []
  let turnsOfOthers = 0
  const counting = () => {
    turnsOfOthers += 1
    if (told.length < MESSAGES * sockets.length) setImmediate(counting)
  }
  setImmediate(counting)
  await Promise.all(
    sockets.map((name) => {
      const duplex = new PassThrough({ objectMode: true, highWaterMark: MESSAGES })
      const client = {
        duplex,
        onMessage: ({ data }: { readonly data: unknown }) => {
          work()
          told.push({ message: String(data), turnsOfOthers })
        },
        deliverLoop: () => Promise.resolve(),
      }
      deliverInTurns(client, turns)
      for (let sent = 0; sent < MESSAGES; sent += 1) duplex.write(`${name}${sent}`)
      duplex.end()
      return client.deliverLoop()
    }),
  )
  return told
}

const inOrder = (name: string) => Array.from({ length: MESSAGES }, (_, sent) => `${name}${sent}`)

describe('messages that arrive at once', () => {
  it('are all handed over, in their order', async () => {
    const told = await deliverAll(['a'])
    expect(told.map(({ message }) => message)).toEqual(inOrder('a'))
  })

  it('let others have their turns in between', async () => {
    const told = await deliverAll(['a'])
    expect(told.at(-1)?.turnsOfOthers).toBeGreaterThan(1)
  })

  it('of several sockets take no more of a turn than those of one, and none waits for ever', async () => {
    const sockets = ['a', 'b', 'c']
    const told = await deliverAll(sockets)
    for (const name of sockets) {
      const ofOne = told.map(({ message }) => message).filter((message) => message[0] === name)
      expect(ofOne).toEqual(inOrder(name))
    }
    const perTurn = told.map(
      ({ turnsOfOthers: turn }) =>
        told.filter(({ turnsOfOthers }) => turnsOfOthers === turn).length,
    )
    const most = Math.max(...perTurn)
    // Four milliseconds at half a millisecond each, and one that each socket begins with.
    expect(most).toBeLessThanOrEqual(9 + sockets.length)
  })
})
