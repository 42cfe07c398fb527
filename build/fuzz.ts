import { parseArgs } from 'node:util'
import { fuzzRequests } from '../main/ipc/fuzz-requests.fixture.ts'
import { endWithNpm } from './setup/run-attached.ts'
import { runScript } from './setup/setup-problem.ts'

const BAD_ARGUMENTS = 2
const MIB = 1024 * 1024

/** `npm run fuzz`: hostile messages to everything that the window may ask; fails when one of them was carried out. */
async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      messages: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
    },
  })
  const [messages, seed] = [Number(values.messages), Number(values.seed)]
  if (!Number.isSafeInteger(messages) || messages < 1 || !Number.isSafeInteger(seed)) {
    console.error('--messages is a count of at least 1, and --seed a whole number.')
    return BAD_ARGUMENTS
  }
  const { sent, accepted, heapGrowthBytes } = await fuzzRequests(messages, seed)
  for (const { name, message } of accepted.slice(0, 10)) console.log(name, message)
  const grown = (heapGrowthBytes / MIB).toFixed(1)
  console.log(
    `${sent} messages sent, ${accepted.length} carried out; the heap grew by ${grown} MiB`,
  )
  return accepted.length === 0 ? 0 : 1
}

endWithNpm()
await runScript(() => main(process.argv.slice(2)))
