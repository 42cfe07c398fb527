import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { parsed } from '../control/parsed.ts'
import { type ToldSecrets, tellPeople, type WatchedProfile } from './tell-people.ts'
import { leaveUnexpectedEnd } from './unexpected-end.ts'
import { Watch } from './watch.ts'
import { type WatchFinding, watchReport } from './watch-report.ts'
import { logFinding } from './watchdog-log.ts'

const LOOKS_PER_STALL = 10

/** `watchdog`, which the engine's process starts for itself: watches over what comes in by stdin until that ends. */
export async function runWatchdog(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { profile: { type: 'string' }, 'stall-ms': { type: 'string' } },
  })
  const { profile: directory = '', 'stall-ms': stallMs } = values
  // Ctrl-C goes to every process in the terminal, and what it does to the engine is to be seen.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
  const said: Promise<void>[] = []
  let secrets: ToldSecrets = {}
  await watchOver(Number(stallMs), {
    found: (finding) => said.push(say({ directory, secrets }, finding)),
    told: (those) => {
      secrets = those
    },
  })
  await Promise.all(said)
  return 0
}

interface WatchNews {
  readonly found: (finding: WatchFinding) => void
  readonly told: (secrets: ToldSecrets) => void
}

async function watchOver(stallMs: number, { found, told }: WatchNews): Promise<void> {
  const lookMs = stallMs / LOOKS_PER_STALL
  const watch = new Watch({ stallMs, lookMs, now: Date.now, found })
  const looking = setInterval(() => watch.look(), lookMs)
  for await (const line of createInterface({ input: process.stdin })) {
    const report = watchReport.safeParse(parsed(line))
    if (!report.success) continue
    if (report.data.kind === 'secrets') told(report.data.secrets)
    else watch.hear(report.data)
  }
  clearInterval(looking)
  watch.end()
}

/** Each way by itself: that one fails is no reason not to try the others. */
async function say(people: WatchedProfile, finding: WatchFinding): Promise<void> {
  const { directory } = people
  if (!existsSync(directory)) return
  attempt(() => finding.kind === 'died' && leaveUnexpectedEnd(directory, finding))
  attempt(() => logFinding(directory, finding))
  await tellPeople(people, finding)
}

function attempt(act: () => unknown): void {
  try {
    act()
  } catch (error) {
    process.stderr.write(`${String(error)}\n`)
  }
}
