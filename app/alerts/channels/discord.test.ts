import { expect, it } from 'vitest'
import { sendDiscord } from './discord.ts'
import { loopbackServer } from './loopback-server.fixture.ts'
import { MESSAGE } from './sample-message.fixture.ts'

const PATH = '/api/webhooks/1234567890/tOkEn-of-the-webhook'

it('sends the message as content that notifies nobody by name', async () => {
  const server = await loopbackServer(() => ({ status: 204 }))
  expect(await sendDiscord(`${server.url}${PATH}`, MESSAGE)).toMatchObject({ kind: 'delivered' })
  expect(server.heard).toMatchObject([{ path: PATH }])
  expect(JSON.parse(server.heard[0]?.body ?? '')).toEqual({
    content: `${MESSAGE.title}\n${MESSAGE.text}\n(A7)`,
    allowed_mentions: { parse: [] },
  })
})

it('shows what Discord answers, without the address', async () => {
  const server = await loopbackServer(({ path }) => ({
    status: 404,
    body: JSON.stringify({ message: `Unknown Webhook ${path}`, code: 10_015 }),
  }))
  const sent = await sendDiscord(`${server.url}${PATH}`, MESSAGE)
  expect(sent).toMatchObject({ answer: 'Discord answered 404: Unknown Webhook •••' })
})

it('keeps to the pause that Discord asks for, in parts of a second', async () => {
  const server = await loopbackServer(() => ({ status: 429, body: '{"retry_after":0.5}' }))
  expect(await sendDiscord(`${server.url}${PATH}`, MESSAGE)).toMatchObject({ retryAfterMs: 500 })
})

it('follows no redirect: the message goes to the address that was typed', async () => {
  const other = await loopbackServer(() => ({ status: 204 }))
  const server = await loopbackServer(() => ({ status: 307, headers: { location: other.url } }))
  expect(await sendDiscord(`${server.url}${PATH}`, MESSAGE)).toMatchObject({
    kind: 'failed',
    answer: expect.stringContaining('307'),
  })
  expect(other.heard).toEqual([])
})

it.each(['', 'discord', 'http://discord.example/api', 'file:///etc/passwd'])(
  'sends nothing to %j',
  async (address) => {
    expect(await sendDiscord(address, MESSAGE)).toMatchObject({
      answer: expect.stringContaining('no address of a webhook'),
    })
  },
)
