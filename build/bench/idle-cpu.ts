import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { projectFolder } from '../setup/project-folder.ts'
import { launch, prepareProfile, withBuiltApp } from './benched-app.ts'
import { absolute, type Benchmark } from './measurement.ts'

const GOAL_PERCENT = 1
/** As at an exchange: a candle of one minute closes once a minute. */
const CANDLES_PER_SECOND = 1 / 60
/** What the start leaves behind is done by then. */
const SETTLE_MS = 15_000
/** Two candles close while it is measured. */
const WATCHED_MS = 120_000

/** What all processes of the app use of one core while one bot waits for candles of a minute and nobody touches it. */
export const idleCpu: Benchmark = {
  run: () =>
    withBuiltApp(async (folder, desktop) => {
      const profile = join(folder, 'profile')
      await prepareProfile(profile, CANDLES_PER_SECOND)
      const app = await launch([projectFolder, '--profile', profile], desktop)
      try {
        const page = await app.firstWindow()
        await page.waitForSelector('[data-ready=dashboard]', { state: 'attached' })
        const ours = await percentUsed(app)
        return [absolute({ name: 'idle.cpu', unit: '% of a core', goal: GOAL_PERCENT, ours })]
      } finally {
        await app.close()
      }
    }),
}

async function percentUsed(app: ElectronApplication): Promise<number> {
  await after(SETTLE_MS)
  const [usedMs, startedAt] = [await cpuMs(app), performance.now()]
  await after(WATCHED_MS)
  return (100 * ((await cpuMs(app)) - usedMs)) / (performance.now() - startedAt)
}

/** Since they began, of all processes of the app together. */
function cpuMs(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .reduce((sum, { cpu }) => sum + 1_000 * (cpu.cumulativeCPUUsage ?? Number.NaN), 0),
  )
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
