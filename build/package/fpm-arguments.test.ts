import { expect, it } from 'vitest'
import { readFpmArguments } from './fpm-arguments.ts'

const base = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'libgbm1'],
  ...['--deb-recommends', 'gnome-keyring', '--deb-compression', 'xz', '--architecture', 'amd64'],
  ...['--name', 'cryptobot', '--version', '1.2.3', '--maintainer', 'A <a@b.example>'],
  ...['--description', 'In short\n  in more words', '--package', '/d/x.deb'],
  '/app/=/opt/Cryptobot',
]

it('reads what electron-builder says', () => {
  expect(readFpmArguments(base)).toMatchObject({
    target: 'deb',
    depends: ['libnss3', 'libgbm1'],
    recommends: ['gnome-keyring'],
    summary: 'In short',
    description: ['in more words'],
    inputs: [{ from: '/app/', to: '/opt/Cryptobot' }],
  })
})

it('refuses what it does not understand', () => {
  expect(() => readFpmArguments([...base, '--config-files', '/etc/x'])).toThrow(/--config-files/)
  expect(() => readFpmArguments(base.map((one) => (one === 'deb' ? 'pacman' : one)))).toThrow(
    /pacman/,
  )
  expect(() =>
    readFpmArguments(base.filter((one) => one !== '--version' && one !== '1.2.3')),
  ).toThrow(/--version is missing/)
})
