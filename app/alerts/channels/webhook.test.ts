import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import { loopbackServer } from './loopback-server.fixture.ts'
import { MESSAGE } from './sample-message.fixture.ts'
import { sendWebhook } from './webhook.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const SECRET = 'shared-secret'

function channel(url: string) {
  return { kind: 'webhook', id: 'w', name: 'Server', url } as const
}

/** The few lines that the guide shows, as whoever reads it would use them. */
async function verifyOfTheGuide(): Promise<(...args: unknown[]) => boolean> {
  const guide = readFileSync(new URL('../../../docs/user-guide/alerts.md', import.meta.url), 'utf8')
  const [, code = ''] = /```js [^\n]+\n([\s\S]*?)```/.exec(guide) ?? []
  const path = join(temporaryFolder(), 'verify.mjs')
  writeFileSync(path, code)
  const { isFromCryptobot } = await import(pathToFileURL(path).href)
  return isFromCryptobot
}

it('signs what it sends, so that the guide’s own lines find it genuine', async () => {
  const server = await loopbackServer(() => ({ status: 202 }))
  expect(await sendWebhook(channel(`${server.url}/in?x=1`), SECRET, MESSAGE, NOW)).toEqual({
    kind: 'delivered',
    answer: 'The server answered 202.',
  })
  const [heard] = server.heard
  expect(heard).toMatchObject({ path: '/in?x=1', headers: { 'content-type': 'application/json' } })
  expect(JSON.parse(heard?.body ?? '')).toEqual(MESSAGE)
  const verify = await verifyOfTheGuide()
  const { headers = {}, body = '' } = heard ?? {}
  expect(verify(headers, body, SECRET, NOW + 60_000)).toBe(true)
  expect(verify(headers, `${body} `, SECRET, NOW + 60_000)).toBe(false)
  expect(verify(headers, body, 'another-secret', NOW + 60_000)).toBe(false)
  expect(verify(headers, body, SECRET, NOW + 600_000)).toBe(false)
  expect(verify({}, body, SECRET, NOW)).toBe(false)
})

it('shows what the server answers, cut, on one line and without the secret', async () => {
  const body = `no\n\u0000${SECRET} here ${'x'.repeat(100_000)}`
  const server = await loopbackServer(() => ({ status: 500, body }))
  const sent = await sendWebhook(channel(server.url), SECRET, MESSAGE, NOW)
  expect(sent.answer).toMatch(/^The server answered 500: no ••• here x+…$/)
  expect(sent.answer.length).toBeLessThan(350)
})

it('waits no longer than a day, whatever it is asked', async () => {
  const server = await loopbackServer(() => ({ status: 503, headers: { 'retry-after': '1e9' } }))
  expect(await sendWebhook(channel(server.url), SECRET, MESSAGE, NOW)).toMatchObject({
    retryAfterMs: 86_400_000,
  })
})
