import { expect, it } from 'vitest'
import { takeEnvironmentKeys } from './profile-keys.ts'

const KEYS = { CRYPTOBOT_API_KEY: 'key', CRYPTOBOT_API_SECRET: 'secret' }

it('takes the keys out of the environment, so that no child has them', () => {
  const environment = { ...KEYS, CRYPTOBOT_API_PASSPHRASE: 'passphrase', PATH: '/bin' }
  expect(takeEnvironmentKeys(environment)).toEqual({
    apiKey: 'key',
    secret: 'secret',
    passphrase: 'passphrase',
  })
  expect(environment).toEqual({ PATH: '/bin' })
})

it.each([[{}], [{ CRYPTOBOT_API_KEY: 'key' }], [{ ...KEYS, CRYPTOBOT_API_SECRET: '' }]])(
  'has none in %j',
  (environment) => {
    expect(takeEnvironmentKeys(environment)).toBeUndefined()
    expect(environment).toEqual({})
  },
)
