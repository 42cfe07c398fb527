import { Misuse } from '../usage.ts'

type Command = (args: readonly string[]) => Promise<number>

const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['download', async () => (await import('./download.ts')).download],
  ['gaps', async () => (await import('./gaps.ts')).gaps],
  ['query', async () => (await import('./query.ts')).query],
  ['export', async () => (await import('./query.ts')).exportCandles],
  ['import', async () => (await import('./import.ts')).importCandles],
  ['stats', async () => (await import('./upkeep.ts')).stats],
  ['retain', async () => (await import('./retain.ts')).retain],
  ['check', async () => (await import('./upkeep.ts')).check],
  ['vacuum', async () => (await import('./upkeep.ts')).vacuum],
])

/** `cryptobot data`: the candles that a profile keeps for research. */
export async function data(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  const load = COMMANDS.get(name ?? '')
  if (load === undefined) {
    throw new Misuse(`Say what is to be done: data ${[...COMMANDS.keys()].join('|')}.`)
  }
  return (await load())(rest)
}
