import { setTimeout as later } from 'node:timers/promises'
import { RecordingListener } from '../../app/exchanges/recording-listener.fixture.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { FAKES } from './fakes.ts'
import { openFakeAccount } from './open-fake-account.ts'

/** How long what was asked before it was closed may wait until it is asked again. */
const RETRY_MS_MAX = 500

/** Opens an account at the fake exchange that is named, listens, and closes it: the process has nothing more to do then. */
const [, , exchangeId] = process.argv
const fake = FAKES.find((one) => one.exchangeId === exchangeId)
if (!fake) throw new Error(`there is no fake ${exchangeId}`)
let isClosed = false
const { schedule } = systemClock
Object.assign(systemClock, {
  schedule: (delayMs: number, callback: () => void) => {
    if (isClosed && delayMs > RETRY_MS_MAX) process.stdout.write(`waits for ${delayMs} ms more\n`)
    return schedule(delayMs, callback)
  },
})
const account = await openFakeAccount(fake)
account.client.connect(new RecordingListener())
while (!account.isHeard()) await later(5)
void account.client.fetchOpenOrders()
await account.close()
isClosed = true
process.stdout.write('closed\n')
