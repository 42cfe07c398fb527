import { afterAll, beforeAll } from 'vitest'
import { startKeychain } from './start-keychain.ts'
import type { DesktopPart } from './test-desktop.ts'

/**
 * A keychain of its own for the tests of a file, so that they neither need nor touch anybody's. For this process it has to
 * be there before keytar is first used; programs that it starts find it in the environment that is returned.
 */
export function testKeychain(): void {
  let keychain: DesktopPart | undefined
  beforeAll(async () => {
    if (process.platform !== 'linux') return
    keychain = await startKeychain()
    Object.assign(process.env, keychain.env)
  })
  afterAll(() => keychain?.stop())
}
