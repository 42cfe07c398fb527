import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepareElectron } from '../setup/prepare-electron.ts'
import { projectFolder } from '../setup/project-folder.ts'
import { launch, prepareProfile, withBuiltApp } from './benched-app.ts'
import { type Benchmark, compare, median } from './measurement.ts'

const RUNS = 7
const GOAL = 1.5
const READY_TIMEOUT_MS = 60_000

const BARE_MAIN = `import { app, BrowserWindow } from 'electron'
void app.whenReady().then(() => {
  const webPreferences = { sandbox: true }
  void new BrowserWindow({ width: 1440, height: 900, webPreferences }).loadFile('index.html')
})
`
const BARE_PAGE = '<!doctype html><meta charset="utf-8"><title>Bare</title><h1>Bare window</h1>'

type Start = { readonly milliseconds: number; readonly megabytes: number }

/** Launch to interactive dashboard, and the memory it takes then, against the first paint of a bare window. */
export const start: Benchmark = {
  run: () => withBuiltApp(measure),
}

async function measure(folder: string, desktop: Readonly<Record<string, string>>) {
  const profile = join(folder, 'profile')
  await prepareProfile(profile)
  const bare = writeBareApp(folder)
  const ours: Start[] = []
  const yardstick: Start[] = []
  for (let run = 0; run < RUNS; run += 1) {
    yardstick.push(await timeStart([bare], desktop, firstPaintAt))
    ours.push(await timeStart([projectFolder, '--profile', profile], desktop, interactiveAt))
  }
  const medians = (of: keyof Start) => ({
    ours: median(ours.map((run) => run[of])),
    yardstick: median(yardstick.map((run) => run[of])),
  })
  const limits = { goal: GOAL, better: 'lower' as const }
  return [
    compare({ name: 'start.interactive', unit: 'ms', ...medians('milliseconds'), ...limits }),
    compare({ name: 'start.memory', unit: 'MB', ...medians('megabytes'), ...limits }),
  ]
}

function writeBareApp(folder: string): string {
  writeFileSync(
    join(folder, 'package.json'),
    '{ "name": "bare", "type": "module", "main": "main.js" }',
  )
  writeFileSync(join(folder, 'main.js'), BARE_MAIN)
  writeFileSync(join(folder, 'index.html'), BARE_PAGE)
  return folder
}

/** The page's own clock says when it was ready, so that looking costs nothing. */
async function timeStart(
  appArguments: readonly string[],
  desktop: Readonly<Record<string, string>>,
  readyAt: () => number | null,
): Promise<Start> {
  await prepareElectron()
  const launchedAt = Date.now()
  const app = await launch(appArguments, desktop)
  try {
    const page = await app.firstWindow()
    const ready = await page.waitForFunction(readyAt, undefined, { timeout: READY_TIMEOUT_MS })
    const milliseconds = Number(await ready.jsonValue()) - launchedAt
    const kilobytes = await app.evaluate(({ app: electron }) =>
      electron.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
    )
    return { milliseconds, megabytes: kilobytes / 1024 }
  } finally {
    await app.close()
  }
}

/** Runs in the page. */
function firstPaintAt(): number | null {
  const [paint] = performance.getEntriesByName('first-paint')
  return paint === undefined ? null : performance.timeOrigin + paint.startTime
}

/** Runs in the page. */
function interactiveAt(): number | null {
  const [mark] = performance.getEntriesByName('dashboard ready')
  return mark === undefined ? null : performance.timeOrigin + mark.startTime
}
