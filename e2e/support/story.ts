import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { Profile } from './profile.ts'
import { RunningApp } from './running-app.ts'

type StoryFixtures = {
  /** Set where a story provokes what the page then complains about. */
  readonly complaintsExpected: boolean
  readonly profile: Profile
  /** Opens the story's profile; whatever is still open at the end is quit. */
  readonly openApp: (environment?: Readonly<Record<string, string>>) => Promise<RunningApp>
}

/** A story: a profile of its own, the real application, and a page that has nothing to complain about. */
export const test = base.extend<StoryFixtures>({
  complaintsExpected: [false, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  profile: async ({}, use) => {
    const directory = mkdtempSync(join(tmpdir(), 'cryptobot-story-'))
    await use(new Profile(directory))
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  },
  openApp: async ({ profile, complaintsExpected }, use) => {
    const opened: RunningApp[] = []
    await use(async (environment) => {
      const app = await RunningApp.open(profile.directory, environment)
      opened.push(app)
      return app
    })
    for (const app of opened.filter(({ hasEnded }) => !hasEnded)) {
      const complaints = await app.complaints()
      await app.quit()
      if (!complaintsExpected) expect(complaints).toEqual([])
    }
  },
})

export { expect }
