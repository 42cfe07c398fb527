import { expect, it } from 'vitest'
import { targetsOf } from './package-targets.ts'

const names = (targets: ReturnType<typeof targetsOf>, isPossible: boolean) =>
  targets.filter(({ obstacle }) => (obstacle === undefined) === isPossible).map(({ name }) => name)

it('builds everything but the AppImage on a Linux that reaches only the registry', () => {
  const targets = targetsOf('linux', { platform: 'linux', canDownload: false })
  expect(names(targets, true)).toEqual(['deb', 'rpm', 'tar.gz'])
  expect(names(targets, false)).toEqual(['AppImage'])
})

it('builds everything of its own system where downloads work', () => {
  expect(names(targetsOf('linux', { platform: 'linux', canDownload: true }), false)).toEqual([])
  expect(names(targetsOf('win', { platform: 'win32', canDownload: true }), false)).toEqual([])
  expect(names(targetsOf('mac', { platform: 'darwin', canDownload: true }), false)).toEqual([])
})

it('says of every target of another system what it needs', () => {
  for (const system of ['win', 'mac'] as const) {
    for (const { obstacle } of targetsOf(system, { platform: 'linux', canDownload: true })) {
      expect(obstacle).toMatch(/^needs (Windows|macOS)/)
    }
  }
})
