import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { NO_LISTENER } from '../../app/engine/engine-listener.ts'
import { FIRST_DRAFT } from '../../app/engine/session/profile-documents.ts'
import { Workspace } from '../../app/engine/session/workspace.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { NO_KEYS } from '../../app/ports/key-source.ts'
import { startTestDesktop } from '../desktop/test-desktop.ts'
import { buildApp } from '../setup/build-app.ts'
import { electronArguments, isLinuxRoot } from '../setup/electron-arguments.ts'
import { prepareElectron } from '../setup/prepare-electron.ts'

type Environment = Readonly<Record<string, string>>

/** Builds the application and gives it a folder and a desktop for as long as it is measured. */
export async function withBuiltApp<Value>(
  measure: (folder: string, desktop: Environment) => Promise<Value>,
): Promise<Value> {
  if (!(await buildApp())) throw new Error('the application does not build')
  const folder = mkdtempSync(join(tmpdir(), 'cryptobot-bench-'))
  const desktop = await startTestDesktop()
  try {
    return await measure(folder, desktop.env)
  } finally {
    await desktop.stop()
    rmSync(folder, { recursive: true })
  }
}

/** An account whose bot is at work, as somebody has it who starts the app on the second day. */
export async function prepareProfile(directory: string, candlesPerSecond?: number): Promise<void> {
  const observers = { publish: () => undefined, listener: NO_LISTENER }
  const workspace = new Workspace({ directory, clock: systemClock, keys: NO_KEYS, observers })
  if (candlesPerSecond !== undefined) workspace.saveSpeed(candlesPerSecond)
  await workspace.finishSetup({ ...FIRST_DRAFT, riskAccepted: true })
  workspace.close()
}

export async function launch(
  appArguments: readonly string[],
  desktop: Environment,
): Promise<ElectronApplication> {
  const runtime = await prepareElectron()
  return _electron.launch({
    executablePath: runtime.executablePath,
    args: [...electronArguments(runtime), ...appArguments],
    chromiumSandbox: !isLinuxRoot(),
    env: { ...currentEnvironment(), ...desktop },
  })
}

function currentEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env)
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
