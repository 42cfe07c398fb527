import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { NO_LISTENER } from '../../app/engine/engine-listener.ts'
import { FIRST_DRAFT } from '../../app/engine/session/profile-documents.ts'
import { Workspace } from '../../app/engine/session/workspace.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { NO_KEYS } from '../../app/ports/key-source.ts'
import { startTestDesktop } from '../desktop/test-desktop.ts'
import { buildApp } from '../setup/build-app.ts'
import { electronArguments, isLinuxRoot } from '../setup/electron-arguments.ts'
import { prepareElectron } from '../setup/prepare-electron.ts'
import { projectFolder } from '../setup/project-folder.ts'
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
  async run() {
    if (!(await buildApp())) throw new Error('the application does not build')
    const folder = mkdtempSync(join(tmpdir(), 'cryptobot-bench-'))
    const desktop = await startTestDesktop()
    try {
      return await measure(folder, desktop.env)
    } finally {
      await desktop.stop()
      rmSync(folder, { recursive: true })
    }
  },
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

/** An account whose bot is at work, as somebody has it who starts the app on the second day. */
async function prepareProfile(directory: string): Promise<void> {
  const observers = { publish: () => undefined, listener: NO_LISTENER }
  const workspace = new Workspace({ directory, clock: systemClock, keys: NO_KEYS, observers })
  await workspace.finishSetup({ ...FIRST_DRAFT, riskAccepted: true })
  workspace.close()
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
  const runtime = await prepareElectron()
  const launchedAt = Date.now()
  const app = await _electron.launch({
    executablePath: runtime.executablePath,
    args: [...electronArguments(runtime), ...appArguments],
    chromiumSandbox: !isLinuxRoot(),
    env: { ...currentEnvironment(), ...desktop },
  })
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

function currentEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env)
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
