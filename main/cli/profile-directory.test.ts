import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultProfileDirectory, profileDirectory } from './profile-directory.ts'

describe('the folder that is named', () => {
  it.each([
    [['--profile', 'here'], resolve('here')],
    [['--profile=here'], resolve('here')],
    [['app', '--no-sandbox', '--profile', '/there', '--x'], resolve('/there')],
  ])('%j is %s', (args, expected) => {
    expect(profileDirectory(args, '/default')).toBe(expected)
  })

  it.each([[[]], [['--profile']], [['--profile=']], [['--profile', '']], [['--profiles', 'x']]])(
    'is the default with %j',
    (args) => {
      expect(profileDirectory(args, '/default')).toBe('/default')
    },
  )
})

describe('the folder of the application', () => {
  it('is where programs keep such things on each system', () => {
    const home = homedir()
    expect(defaultProfileDirectory('linux', {})).toBe(join(home, '.config', 'Cryptobot'))
    const linux = defaultProfileDirectory('linux', { XDG_CONFIG_HOME: '/xdg' })
    expect(linux).toBe(join('/xdg', 'Cryptobot'))
    const mac = defaultProfileDirectory('darwin', { XDG_CONFIG_HOME: '/xdg' })
    expect(mac).toBe(join(home, 'Library', 'Application Support', 'Cryptobot'))
    expect(defaultProfileDirectory('win32', { APPDATA: '/roaming' })).toBe(
      join('/roaming', 'Cryptobot'),
    )
    expect(defaultProfileDirectory('win32', {})).toBe(join(home, 'AppData', 'Roaming', 'Cryptobot'))
  })
})
