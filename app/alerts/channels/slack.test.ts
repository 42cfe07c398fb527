import { expect, it } from 'vitest'
import { loopbackServer } from './loopback-server.fixture.ts'
import { MESSAGE } from './sample-message.fixture.ts'
import { sendSlack } from './slack.ts'

const PATH = '/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'

it('sends the message as text, with the characters that Slack reads as its own escaped', async () => {
  const server = await loopbackServer(() => ({ status: 200, body: 'ok' }))
  expect(await sendSlack(`${server.url}${PATH}`, MESSAGE)).toMatchObject({ kind: 'delivered' })
  expect(JSON.parse(server.heard[0]?.body ?? '')).toEqual({
    text: expect.stringContaining('&lt;no&gt; funds &amp; more.'),
  })
})

it('shows what Slack answers, without the address', async () => {
  const server = await loopbackServer(({ path }) => ({ status: 403, body: `no_service ${path}` }))
  expect(await sendSlack(`${server.url}${PATH}`, MESSAGE)).toMatchObject({
    kind: 'failed',
    answer: 'Slack answered 403: no_service •••',
  })
})

it('takes 200 without "ok" for what it is not: delivered', async () => {
  const server = await loopbackServer(() => ({ status: 200, body: '<html>log in</html>' }))
  expect(await sendSlack(`${server.url}${PATH}`, MESSAGE)).toMatchObject({
    kind: 'failed',
    answer: 'Slack answered 200: <html>log in</html>',
  })
})

it('keeps to the pause that Slack asks for', async () => {
  const server = await loopbackServer(() => ({ status: 429, headers: { 'retry-after': '30' } }))
  expect(await sendSlack(`${server.url}${PATH}`, MESSAGE)).toMatchObject({ retryAfterMs: 30_000 })
})
