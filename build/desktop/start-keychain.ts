import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ensureLinuxPackages } from '../setup/ensure-linux-packages.ts'
import { findCommand } from '../setup/find-missing-packages.ts'
import { keychainPackages } from '../setup/linux-packages.ts'
import { BackgroundProcess, startTimeoutMs } from './background-process.ts'
import { hasKeychain } from './has-keychain.ts'
import type { DesktopPart } from './test-desktop.ts'

const readyCheckIntervalMs = 50

/** A bus and an unlocked keyring of its own, which are gone with what was put there when it stops. */
export async function startKeychain(): Promise<DesktopPart> {
  await ensureLinuxPackages(keychainPackages, 'a keychain for the tests')
  const folder = mkdtempSync(join(tmpdir(), 'cryptobot-keychain-'))
  const own = { ...process.env, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder }
  const bus = new BackgroundProcess({
    command: findCommand('dbus-daemon') ?? 'dbus-daemon',
    args: ['--session', '--nofork', '--print-address=1'],
    env: own,
  })
  const env = { DBUS_SESSION_BUS_ADDRESS: await bus.firstLine() }
  const keyring = new BackgroundProcess({
    command: findCommand('gnome-keyring-daemon') ?? 'gnome-keyring-daemon',
    args: ['--foreground', '--unlock', '--components=secrets'],
    env: { ...own, ...env },
    input: 'the password of a keyring that lives for one test run',
  })
  await untilReady(env.DBUS_SESSION_BUS_ADDRESS)
  return {
    env,
    async stop() {
      await keyring.stop()
      await bus.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The keyring prints nothing; it is there once the bus knows its name. */
async function untilReady(busAddress: string): Promise<void> {
  const giveUpMs = performance.now() + startTimeoutMs
  while (!(await hasKeychain(busAddress))) {
    if (performance.now() > giveUpMs) throw new Error('gnome-keyring-daemon did not start')
    await wait(readyCheckIntervalMs)
  }
}
