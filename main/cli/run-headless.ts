import { resolve } from 'node:path'
import { problemOf } from '../../app/engine/problem-of.ts'
import { Workspace } from '../../app/engine/workspace.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { printingListener } from './printing-listener.ts'
import { defaultProfileDirectory } from './profile-directory.ts'

/** Runs the demo account until it is told to end; the exit status says whether it could. */
export async function runHeadless(
  profile: string | undefined,
  candlesPerSecond: number | undefined,
): Promise<number> {
  const directory = profile === undefined ? defaultProfileDirectory() : resolve(profile)
  try {
    return await run(directory, candlesPerSecond)
  } catch (error) {
    const { message, action } = problemOf(error)
    process.stderr.write(`${message}\n${action}\n`)
    return 1
  }
}

async function run(directory: string, candlesPerSecond: number | undefined): Promise<number> {
  const ended = endSignal()
  const listener = printingListener((line) => process.stdout.write(`${line}\n`))
  const observers = { publish: () => undefined, listener }
  const workspace = new Workspace({ directory, clock: systemClock, observers })
  const opened = await workspace.openDemo()
  if (!opened.ok) throw new Error(`${opened.error.message} ${opened.error.action}`)
  const session = opened.value
  if (candlesPerSecond !== undefined) session.setSpeed(candlesPerSecond)
  const { account, status } = session.snapshot()
  process.stdout.write(
    `demo · ${account.symbol} · ${account.timeframe} candles · equity ${status.portfolio.equity} ${account.quote} · profile ${directory}\n`,
  )
  await ended
  const { portfolio } = session.status()
  workspace.close()
  process.stdout.write(`ended · equity ${portfolio.equity} ${account.quote} · all of it is kept\n`)
  return 0
}

function endSignal(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => done())
  })
}
