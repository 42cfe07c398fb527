import { setTimeout as later } from 'node:timers/promises'
import { RecordingListener } from '../../app/exchanges/recording-listener.fixture.ts'
import { FAKES } from './fakes.ts'
import { openFakeAccount } from './open-fake-account.ts'

/** Opens an account at the fake exchange that is named, listens, and closes it: the process has nothing more to do then. */
const [, , exchangeId] = process.argv
const fake = FAKES.find((one) => one.exchangeId === exchangeId)
if (!fake) throw new Error(`there is no fake ${exchangeId}`)
const account = await openFakeAccount(fake)
account.client.connect(new RecordingListener())
while (!account.isHeard()) await later(5)
void account.client.fetchOpenOrders()
await account.close()
process.stdout.write('closed\n')
