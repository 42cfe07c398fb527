import { expect, test } from 'vitest'
import { describeMissing } from './ensure-linux-packages.ts'
import { findCommand, findMissingPackages } from './find-missing-packages.ts'
import type { LinuxPackage } from './linux-packages.ts'

const present: LinuxPackage = {
  probe: { command: 'sh' },
  apt: ['dash'],
  dnf: 'bash',
  pacman: 'bash',
}
const absent: LinuxPackage = {
  probe: { command: 'no-such-command' },
  apt: ['no-such-package-t64', 'no-such-package'],
  dnf: 'no-such-rpm',
  pacman: 'no-such-arch-package',
}
const noLibrary: LinuxPackage = { ...absent, probe: { library: 'libnosuch.so.1' } }

test.runIf(process.platform === 'linux')('finds what is missing and nothing else', () => {
  const libraries = findCommand('ldconfig') === undefined ? [] : [noLibrary]
  expect(findMissingPackages([present, absent, noLibrary])).toEqual([absent, ...libraries])
})

test('says what is missing, what for and how to install it', () => {
  const message = describeMissing([absent, noLibrary], 'for the window')
  expect(message).toContain(
    'Missing on this machine (for the window): no-such-command, libnosuch.so.1',
  )
  expect(message).toMatch(
    /Install with: (sudo (apt-get|dnf|pacman) .*no-such|your package manager)/,
  )
})
