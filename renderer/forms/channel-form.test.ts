import { expect, it } from 'vitest'
import type { AlertChannel } from '../../app/contract/alert-settings.ts'
import { CHANNEL_KINDS, channelDraft, readChannel } from './channel-form.ts'

const MAIL: AlertChannel = {
  kind: 'email',
  id: 'mail-1',
  name: 'Mail',
  host: 'smtp.example.com',
  port: 465,
  security: 'tls',
  user: '',
  from: 'bot@example.com',
  to: 'me@example.com',
}

it('gives a channel back as it was', () => {
  const draft = channelDraft('email', MAIL)
  expect(readChannel('email', 'mail-1', draft)).toEqual({ kind: 'channel', channel: MAIL })
})

it.each(CHANNEL_KINDS)('%s starts with a name', (kind) => {
  expect(channelDraft(kind, null)).toMatchObject({ name: expect.stringMatching(/\w/) })
})

it.each([
  ['port', '0'],
  ['port', '70000'],
  ['port', 'smtp'],
  ['to', 'me'],
  ['host', ''],
  ['name', ' '],
])('refuses the %s "%s"', (key, text) => {
  const read = readChannel('email', 'mail-1', { ...channelDraft('email', MAIL), [key]: text })
  expect(read).toMatchObject({ kind: 'faults', faults: { [key]: expect.any(String) } })
})
