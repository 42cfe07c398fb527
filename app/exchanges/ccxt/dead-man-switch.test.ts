import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { MarketBook } from '../../domain/market-book.ts'
import { UNMEASURED } from '../../ports/measured.ts'
import { systemClock } from '../system-clock.ts'
import { AccountConnection } from './account-connection.ts'
import { CapturingServer, sendJson } from './capturing-server.fixture.ts'
import { CcxtExchangeClient } from './ccxt-exchange-client.ts'
import { factsOf } from './facts-of.ts'
import { RequestScheduler } from './request-scheduler.ts'
import { loadSignedExchange, TEST_SECRETS } from './signed-exchange.fixture.ts'

const TAG = 'cryptobotworking'
const server = new CapturingServer()

beforeAll(() => server.start())
afterAll(() => server.stop())

async function switchOf(exchangeId: string) {
  const exchange = await loadSignedExchange(exchangeId, server.url)
  const facts = factsOf(exchangeId)
  const client = new CcxtExchangeClient(
    new AccountConnection({
      ...{ exchange, publicExchange: exchange, facts, clock: systemClock },
      scheduler: new RequestScheduler({
        budget: facts.budget,
        clock: systemClock,
        oneAtATime: false,
      }),
      markets: new MarketBook(),
      measured: UNMEASURED,
      secrets: Object.values(TEST_SECRETS),
    }),
  )
  onTestFinished(() => client.close())
  return client.deadManSwitch
}

/** "Cancel all after", the answer. */
async function renewed(told: object, code = '0') {
  server.requests.splice(0)
  server.answer = (_, response) =>
    sendJson(response, 200, { code, msg: '', data: [{ ts: '1587971400', ...told }] })
  return (await switchOf('okx'))?.renew()
}

it('is renewed for marked orders alone, for a minute', async () => {
  expect(await renewed({ triggerTime: '1587971460', tag: TAG })).toEqual({ ok: true, value: null })
  expect(server.requests).toHaveLength(1)
  expect(server.requests[0]).toMatchObject({
    path: '/api/v5/trade/cancel-all-after',
    fields: { timeOut: 60, tag: TAG },
  })
})

it.each([
  ['the time does not run', { triggerTime: '0', tag: TAG }],
  ['it runs for all orders', { triggerTime: '1587971460', tag: '' }],
  ['nothing is said of which', { triggerTime: '1587971460' }],
])('counts as not renewed where %s', async (_, told) => {
  expect(await renewed(told)).toEqual({ ok: false, error: 'OKX did not say that the time runs' })
})

it('says why the exchange refuses', async () => {
  const answer = await renewed({ sCode: '50011', sMsg: 'Rate limit reached' }, '1')
  expect(answer).toMatchObject({ ok: false, error: expect.stringContaining('Rate limit reached') })
})

it.each(['binance', 'bybit', 'kraken', 'coinbase', 'kucoin', 'bitget', 'gate'])(
  'is not there at %s, which would take stops as well or has none',
  async (exchangeId) => {
    expect(await switchOf(exchangeId)).toBeUndefined()
  },
)
