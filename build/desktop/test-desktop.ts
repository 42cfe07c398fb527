import { hasDisplay } from '../setup/display.ts'
import { hasKeychain } from './has-keychain.ts'
import { startDisplay } from './start-display.ts'
import { startKeychain } from './start-keychain.ts'

/** Something that a desktop session provides: what to tell programs about it, and how to end it. */
export type DesktopPart = {
  readonly env: Readonly<Record<string, string>>
  stop(): Promise<void>
}

const nothingToStart: DesktopPart = { env: {}, stop: () => Promise.resolve() }

/** The screen and the keychain that a window needs, where this machine or its CI has none. */
export async function startTestDesktop(): Promise<DesktopPart> {
  if (process.platform !== 'linux') return nothingToStart
  const isCi = Boolean(process.env.CI)
  const display = isCi || !hasDisplay() ? await startDisplay() : nothingToStart
  const keychain =
    isCi || !(await hasKeychain(process.env.DBUS_SESSION_BUS_ADDRESS))
      ? await startKeychain()
      : nothingToStart
  return {
    env: { ...display.env, ...keychain.env },
    async stop() {
      await keychain.stop()
      await display.stop()
    },
  }
}
