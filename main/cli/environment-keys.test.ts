import { expect, it } from 'vitest'
import { environmentKeys } from './environment-keys.ts'

const KEYS = { CRYPTOBOT_API_KEY: 'key', CRYPTOBOT_API_SECRET: 'secret' }

it('takes the keys out of the environment, so that no child has them', () => {
  const environment = { ...KEYS, CRYPTOBOT_API_PASSPHRASE: 'passphrase', PATH: '/bin' }
  const keys = environmentKeys(environment).keysFor('testnet', 'binance')
  expect(keys).toEqual({ apiKey: 'key', secret: 'secret', passphrase: 'passphrase' })
  expect(environment).toEqual({ PATH: '/bin' })
})

it.each([[{}], [{ CRYPTOBOT_API_KEY: 'key' }], [{ ...KEYS, CRYPTOBOT_API_SECRET: '' }]])(
  'has none in %j',
  (environment) => {
    expect(environmentKeys(environment).keysFor('testnet', 'binance')).toBeUndefined()
    expect(environment).toEqual({})
  },
)
