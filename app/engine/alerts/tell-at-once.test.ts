import { expect, it } from 'vitest'
import { deadAddress, loopbackServer } from '../../alerts/channels/loopback-server.fixture.ts'
import { tellAtOnce } from '../../alerts/tell-at-once.ts'
import { alert, alertBench, heardAfterAWhile, secretsOf, webhooks } from './alert-bench.fixture.ts'

const LEASE_MS = 300_000

it('tells one alert without an engine, and leaves what failed to the next one', async () => {
  const server = await loopbackServer(() => ({ status: 200 }))
  const settings = webhooks(server.url, await deadAddress())
  const { store, secrets, clock, desk } = alertBench({ secrets: secretsOf(settings) })
  store.saveSettings(settings)
  const sending = { secrets, desktop: null, now: () => clock.now() }
  const telling = tellAtOnce(store, sending, alert({ id: 'gone' }))
  // An engine that is there after all leaves alone what is being told.
  clock.advance(LEASE_MS - 1)
  expect(desk.deliveries(9).map(({ attempts }) => attempts)).toEqual([0, 0])
  const answers = await telling
  expect(answers.get('Server 0')).toBe('The server answered 200.')
  expect(answers.get('Server 1')).toContain('ECONNREFUSED')
  expect(desk.deliveries(9)).toMatchObject([
    { channelId: 'w1', state: 'waiting', attempts: 1 },
    { channelId: 'w0', state: 'delivered', attempts: 1 },
  ])
  expect(await tellAtOnce(store, sending, alert({ id: 'gone' }))).toEqual(new Map())
  expect(await heardAfterAWhile(server)).toHaveLength(1)
})
