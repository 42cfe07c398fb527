import { expect, it } from 'vitest'
import { ownCommand } from './own-command.ts'

const WORDS = ['watchdog', '--profile', '/p']

it('is the same script for plain Node', () => {
  const argv = ['/bin/node', '/app/main/cli/index.ts', 'run', '--headless']
  expect(ownCommand({ execPath: '/bin/node', argv, versions: {} }, WORDS)).toEqual({
    command: '/bin/node',
    args: ['/app/main/cli/index.ts', ...WORDS],
  })
})

it('is the same folder for Electron, with the switches before it', () => {
  const execPath = '/e/electron'
  const argv = [execPath, '--no-sandbox', '/app', '--profile', '/p']
  expect(ownCommand({ execPath, argv, versions: { electron: '45' } }, WORDS)).toEqual({
    command: execPath,
    args: ['--no-sandbox', '/app', '--ozone-platform=headless', ...WORDS],
  })
})

it('is the packaged application itself', () => {
  const execPath = '/opt/cryptobot'
  const argv = [execPath, '--profile', '/p']
  expect(ownCommand({ execPath, argv, versions: { electron: '45' } }, WORDS)).toEqual({
    command: execPath,
    args: ['--ozone-platform=headless', ...WORDS],
  })
})
