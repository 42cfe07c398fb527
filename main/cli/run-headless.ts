import { resolve } from 'node:path'
import type { EngineUpdate } from '../../app/contract/engine-view.ts'
import type { Problem } from '../../app/domain/result.ts'
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
  const directory = profile ? resolve(profile) : defaultProfileDirectory()
  try {
    return await run(directory, candlesPerSecond)
  } catch (error) {
    return failed(problemOf(error))
  }
}

function failed({ message, action }: Problem): number {
  process.stderr.write(`${message}\n${action}\n`)
  return 1
}

async function run(directory: string, candlesPerSecond: number | undefined): Promise<number> {
  const ended = endSignal()
  const print = (line: string) => process.stdout.write(`${line}\n`)
  const trouble = watchTrouble(print)
  const observers = { publish: trouble.publish, listener: printingListener(print) }
  const workspace = new Workspace({ directory, clock: systemClock, observers })
  const opened = await workspace.openDemo()
  if (!opened.ok) {
    workspace.close()
    return failed(opened.error)
  }
  const session = opened.value
  if (candlesPerSecond !== undefined) session.setSpeed(candlesPerSecond)
  const { account, status } = session.snapshot()
  process.stdout.write(
    `demo · ${account.symbol} · ${account.timeframe} candles · equity ${status.portfolio.equity} ${account.quote} · profile ${directory}\n`,
  )
  const exitStatus = await Promise.race([ended.then(() => 0), trouble.broken.then(() => 1)])
  const { portfolio } = session.status()
  workspace.close()
  process.stdout.write(`ended · equity ${portfolio.equity} ${account.quote} · all of it is kept\n`)
  return exitStatus
}

/**
 * Says once that trading is not active, and why: a full disk would otherwise look like a quiet market. `broken` resolves
 * when the engine has stopped its market, since nobody is there to resume it.
 */
function watchTrouble(print: (line: string) => void) {
  let said = ''
  let breakOff: (() => void) | undefined
  const broken = new Promise<void>((resolve) => {
    breakOff = resolve
  })
  const publish = ({ status: { trading, feed } }: EngineUpdate): void => {
    const isActive = trading.state === 'active'
    const trouble = isActive ? '' : `trading is ${trading.state}: ${trading.reason}`
    if (trouble !== said && trouble !== '') print(trouble)
    said = trouble
    if (feed.state === 'failed') breakOff?.()
  }
  return { publish, broken }
}

function endSignal(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => done())
  })
}
