import { expect, it } from 'vitest'
import { deadAddress, loopbackServer } from './loopback-server.fixture.ts'
import { MESSAGE } from './sample-message.fixture.ts'
import { sendTelegram } from './telegram.ts'

const TOKEN = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'

function channel(apiUrl: string) {
  return { kind: 'telegram', id: 't', name: 'Phone', chatId: '-100200', apiUrl } as const
}

it('sends plain text to the chat, by the API of bots', async () => {
  const server = await loopbackServer(() => ({ status: 200, body: '{"ok":true,"result":{}}' }))
  expect(await sendTelegram(channel(`${server.url}/`), TOKEN, MESSAGE)).toMatchObject({
    kind: 'delivered',
  })
  expect(server.heard).toMatchObject([{ path: `/bot${TOKEN}/sendMessage` }])
  expect(JSON.parse(server.heard[0]?.body ?? '')).toEqual({
    chat_id: '-100200',
    text: `${MESSAGE.title}\n${MESSAGE.text}\n(A7)`,
  })
})

it('shows what Telegram answers to a wrong token, without the token', async () => {
  const server = await loopbackServer(({ path }) => ({
    status: 401,
    body: JSON.stringify({ ok: false, error_code: 401, description: `Unauthorized ${path}` }),
  }))
  const sent = await sendTelegram(channel(server.url), TOKEN, MESSAGE)
  expect(sent).toMatchObject({
    kind: 'failed',
    answer: expect.stringContaining('Telegram answered 401: Unauthorized'),
  })
  expect(JSON.stringify(sent)).not.toContain('AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw')
})

it('keeps to the pause that Telegram asks for', async () => {
  const body = '{"ok":false,"description":"Too Many Requests","parameters":{"retry_after":35}}'
  const server = await loopbackServer(() => ({ status: 429, body }))
  expect(await sendTelegram(channel(server.url), TOKEN, MESSAGE)).toMatchObject({
    kind: 'failed',
    retryAfterMs: 35_000,
  })
})

it.each(['', 'no token', '1:a/../../x'])('sends nothing with the token %j', async (token) => {
  const server = await loopbackServer(() => ({ status: 200, body: '{"ok":true}' }))
  expect(await sendTelegram(channel(server.url), token, MESSAGE)).toMatchObject({ kind: 'failed' })
  expect(server.heard).toEqual([])
})

it('sends no token to another machine in the clear', async () => {
  expect(await sendTelegram(channel('http://api.example'), TOKEN, MESSAGE)).toMatchObject({
    answer: 'The token is only sent over https.',
  })
})

it('says that nobody answers', async () => {
  expect(await sendTelegram(channel(await deadAddress()), TOKEN, MESSAGE)).toMatchObject({
    kind: 'failed',
    answer: expect.stringMatching(/^Telegram could not be reached: .*ECONNREFUSED/),
  })
})
