import { expect, it } from 'vitest'
import { loopbackServer } from '../../app/alerts/channels/loopback-server.fixture.ts'
import { alertsView, channelTest } from '../../app/contract/alert-settings.ts'
import { failure, success } from '../../app/domain/result.ts'
import { alertBench, rule } from '../../app/engine/alerts/alert-bench.fixture.ts'
import { alertHandlers } from './alert-handlers.ts'

it('carries out what the window asks for, in the form of the contract', async () => {
  const server = await loopbackServer(() => ({ status: 403, body: 'forbidden' }))
  const { desk } = alertBench()
  const handlers = alertHandlers(async () => success(desk))
  const channel = { kind: 'webhook', id: 'w', name: 'Server', url: server.url } as const
  const saved = await handlers.saveChannel({ channel, secret: 'signing-secret' })
  expect(saved).toMatchObject({ ok: true, value: { withSecret: ['w'] } })
  expect(saved.ok && alertsView.parse(saved.value)).toEqual(saved.ok && saved.value)
  const tested = await handlers.testChannel({ channelId: 'w' })
  expect(tested).toEqual(
    success({ isDelivered: false, answer: 'The server answered 403: forbidden' }),
  )
  expect(tested.ok && channelTest.safeParse(tested.value).success).toBe(true)
  const rules = [{ ...rule(), channelIds: ['w'] }]
  expect(await handlers.saveAlertRules({ rules, summaryHour: 20 })).toMatchObject({
    value: { rules, summaryHour: 20 },
  })
  expect(await handlers.removeChannel({ channelId: 'w' })).toMatchObject({
    value: { withSecret: [], rules: [{ channelIds: [] }] },
  })
  expect(await handlers.loadAlerts(null)).toMatchObject({ value: { deliveries: [], dropped: 0 } })
})

it('answers with the problem when there are no alerts, and with that of a wrong channel', async () => {
  const problem = { code: 'store-damaged', message: 'damaged', action: '' }
  const without = alertHandlers(async () => failure(problem))
  expect(await without.loadAlerts(null)).toEqual(failure(problem))
  const { desk } = alertBench()
  const handlers = alertHandlers(async () => success(desk))
  expect(await handlers.testChannel({ channelId: 'nobody' })).toMatchObject({ ok: false })
  const channel = { kind: 'slack', id: 's', name: 'Team' } as const
  expect(await handlers.saveChannel({ channel, secret: null })).toMatchObject({
    error: { code: 'no-secret' },
  })
})
