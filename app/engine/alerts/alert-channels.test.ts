import { describe, expect, it } from 'vitest'
import { loopbackServer } from '../../alerts/channels/loopback-server.fixture.ts'
import { updateAlert } from '../../alerts/update-alert.ts'
import { alertsView as viewSchema } from '../../contract/alert-settings.ts'
import type { AlertChannel } from '../../domain/alert-channel.ts'
import { failure, success } from '../../domain/result.ts'
import { rowsIn } from '../../storage/raw-database.fixture.ts'
import { alert, alertBench, rule } from './alert-bench.fixture.ts'
import { alertsView } from './alerts-view.ts'

const TOKEN = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'

function telegram(apiUrl: string): AlertChannel {
  return { kind: 'telegram', id: 'phone', name: 'Phone', chatId: '7', apiUrl }
}

function email(changes: Partial<Extract<AlertChannel, { kind: 'email' }>> = {}): AlertChannel {
  const server = { host: 'mail.example.org', port: 465, security: 'tls', user: 'me' } as const
  const addresses = { from: 'bot@example.org', to: 'me@example.org' }
  return { kind: 'email', id: 'mail', name: 'Mail', ...server, ...addresses, ...changes }
}

describe('before anything is set', () => {
  it('this computer is told of all that is bad and of updates, of no fill, and of no summary', () => {
    const { desk } = alertBench()
    const { channels, rules } = desk.settings()
    expect(channels).toMatchObject([{ kind: 'desktop' }])
    const on = rules.filter(({ isOn, channelIds }) => isOn && channelIds.length > 0)
    const ofAll = on.filter(({ severityMin }) => severityMin !== 'warning')
    expect(ofAll).toMatchObject([{ kind: 'update', severityMin: 'info' }])
    expect(
      rules.map(({ kind }) => kind).filter((kind) => !on.some((one) => one.kind === kind)),
    ).toEqual(['fill', 'daily-summary'])
  })

  it('a newer version is told on this computer, once', async () => {
    const shown: string[] = []
    const show = async (title: string) => {
      shown.push(title)
      return success(null)
    }
    const { desk, clock, deliveries } = alertBench({ desktop: { show } })
    desk.raise(updateAlert('2.0.0', clock.now()))
    clock.advance(100)
    await deliveries(([one]) => one?.state === 'delivered')
    desk.raise(updateAlert('2.0.0', clock.now()))
    clock.advance(100)
    expect(await deliveries(([one]) => one?.state === 'delivered')).toHaveLength(1)
    expect(shown).toEqual(['Cryptobot 2.0.0 is ready to be installed'])
  })

  it('says without a window that there is none, and does not try again', async () => {
    const { desk, clock, deliveries } = alertBench()
    desk.raise(alert())
    clock.advance(100)
    expect(await deliveries(([one]) => one?.state === 'failed')).toMatchObject([
      { attempts: 1, trouble: expect.stringContaining('need the window') },
    ])
  })

  it('shows a notification where there is a window, and why where the desktop shows none', async () => {
    const shown: string[] = []
    const show = async (title: string) => {
      shown.push(title)
      return shown.length === 1 ? success(null) : failure('no notifications here')
    }
    const { desk, clock, deliveries } = alertBench({ desktop: { show } })
    desk.raise(alert())
    clock.advance(100)
    await deliveries(([one]) => one?.state === 'delivered')
    desk.raise(alert({ id: 'a-2' }))
    clock.advance(100)
    expect(await deliveries(([one]) => one?.attempts === 1)).toMatchObject([
      { state: 'waiting', trouble: 'no notifications here' },
      { state: 'delivered' },
    ])
    expect(shown).toEqual(['Paper · a-1', 'Paper · a-2'])
  })
})

describe('a channel', () => {
  it('that is added takes part in every rule, and has its secret in the keychain alone', async () => {
    const server = await loopbackServer(() => ({ status: 200, body: '{"ok":true}' }))
    const { desk, secrets, path } = alertBench()
    expect(await desk.saveChannel(telegram(server.url), TOKEN)).toEqual(success(null))
    expect([...secrets.secrets.values()]).toEqual([TOKEN])
    const view = await alertsView(desk)
    expect(viewSchema.parse(view)).toEqual(view)
    expect(view).toMatchObject({ withSecret: ['phone'], keychainTrouble: '' })
    expect(view.rules.every(({ channelIds }) => channelIds.includes('phone'))).toBe(true)
    expect(JSON.stringify([view, rowsIn(path, 'SELECT * FROM facts')])).not.toContain('AAHdqTcv')
  })

  it('is tried, and shows what the provider answers to a wrong token', async () => {
    const body = '{"ok":false,"error_code":401,"description":"Unauthorized"}'
    const server = await loopbackServer(() => ({ status: 401, body }))
    const { desk } = alertBench()
    await desk.saveChannel(telegram(server.url), TOKEN)
    expect(await desk.test('phone')).toMatchObject({
      value: { kind: 'failed', answer: 'Telegram answered 401: Unauthorized' },
    })
    expect(await desk.test('nobody')).toMatchObject({ error: { code: 'unknown-channel' } })
  })

  it('with a right token takes at once what the wrong one left waiting', async () => {
    const server = await loopbackServer(({ path }) =>
      path.includes('RIGHT') ? { status: 200, body: '{"ok":true}' } : { status: 401, body: '{}' },
    )
    const { desk, clock, deliveries } = alertBench()
    await desk.saveChannel(telegram(server.url), TOKEN)
    await desk.removeChannel('desktop')
    desk.raise(alert())
    clock.advance(100)
    await deliveries(([one]) => one?.attempts === 1)
    await desk.saveChannel(telegram(server.url), '1:RIGHT')
    await deliveries(([one]) => one?.state === 'delivered')
  })

  it('does not take its token to another address', async () => {
    const { desk } = alertBench()
    await desk.saveChannel(telegram('https://api.telegram.org'), TOKEN)
    expect(await desk.saveChannel(telegram('https://evil.example'), null)).toMatchObject({
      error: { code: 'no-secret' },
    })
    expect(await desk.saveChannel(telegram('https://evil.example'), '')).toMatchObject({
      error: { code: 'no-secret' },
    })
  })

  it('keeps its secret when only its name is changed', async () => {
    const { desk, secrets } = alertBench()
    await desk.saveChannel(email(), 'pass-word')
    expect(await desk.saveChannel(email({ name: 'Home' }), null)).toEqual(success(null))
    expect([...secrets.secrets.values()]).toEqual(['pass-word'])
    expect(desk.settings().channels.at(-1)?.name).toBe('Home')
  })

  it.each([
    ['is new', email({ id: 'new' })],
    ['would send its secret to another server', email({ host: 'evil.example.org' })],
    ['would send its secret in another way', email({ security: 'starttls' })],
    ['becomes another kind', { ...telegram('https://api.telegram.org'), id: 'mail' }],
  ])('needs its secret typed when it %s', async (_, channel) => {
    const { desk } = alertBench()
    await desk.saveChannel(email(), 'pass-word')
    expect(await desk.saveChannel(channel, null)).toMatchObject({ error: { code: 'no-secret' } })
    expect(desk.settings().channels.at(-1)).toEqual(email())
  })

  it.each([
    ['a password in the clear', email({ security: 'none' }), 'x'],
    ['a token in the clear', telegram('http://api.example.org'), TOKEN],
    ['no address', { kind: 'slack', id: 's', name: 'Team' } as const, 'my team'],
    [
      'a user name in the address',
      { kind: 'webhook', id: 'w', name: 'W', url: 'https://me:pw@x.example' } as const,
      'x',
    ],
  ])('is refused with %s', async (_, channel, secret) => {
    const { desk, secrets } = alertBench()
    expect(await desk.saveChannel(channel, secret)).toMatchObject({
      error: { code: 'bad-channel' },
    })
    expect(secrets.secrets.size).toBe(0)
  })

  it('is not added when the keychain does not take its secret', async () => {
    const { desk, secrets } = alertBench()
    secrets.trouble = 'The keychain is locked.'
    expect(await desk.saveChannel(email(), 'pass-word')).toMatchObject({
      error: { code: 'keychain', message: 'The keychain is locked.' },
    })
    expect(desk.settings().channels).toHaveLength(1)
  })

  it('tells a keychain that cannot be read from a secret that is not there', async () => {
    const { desk, secrets, clock } = alertBench()
    await desk.saveChannel(email(), 'pass-word')
    secrets.secrets.clear()
    expect(await alertsView(desk)).toMatchObject({ withSecret: [], keychainTrouble: '' })
    expect(await desk.test('mail')).toMatchObject({
      value: { answer: expect.stringContaining('has no secret for Mail') },
    })
    secrets.trouble = 'The keychain is locked.'
    clock.advance(60_001)
    expect(await alertsView(desk)).toMatchObject({ keychainTrouble: 'The keychain is locked.' })
    expect(await desk.test('mail')).toMatchObject({ value: { answer: 'The keychain is locked.' } })
  })

  it('that is removed is in no rule, has no secret, and nothing waits for it', async () => {
    const server = await loopbackServer(() => ({ status: 500 }))
    const { desk, secrets, clock, deliveries } = alertBench()
    await desk.removeChannel('desktop')
    await desk.saveChannel(telegram(server.url), TOKEN)
    desk.raise(alert())
    clock.advance(100)
    await deliveries(([one]) => one?.attempts === 1)
    expect(await desk.removeChannel('phone')).toEqual(success(null))
    expect(desk.deliveries(9)).toMatchObject([
      { state: 'failed', trouble: 'The channel was removed.' },
    ])
    expect(secrets.secrets.size).toBe(0)
    expect(desk.settings().rules.flatMap(({ channelIds }) => channelIds)).toEqual([])
  })
})

describe('what is changed', () => {
  it('is in the audit log with who did it, and without the secret', async () => {
    const { desk, audit } = alertBench()
    await desk.saveChannel(email(), 'pass-word', 'command-line')
    await desk.saveChannel(email({ name: 'Home' }), null)
    desk.saveRules([rule({ severityMin: 'critical' })], 21)
    desk.saveRules([rule({ severityMin: 'critical' })], 21)
    await desk.removeChannel('mail')
    const entries = audit.loadRecent(99)
    expect(new Set(entries.map(({ actor, action }) => `${actor}: ${action}`))).toEqual(
      new Set([
        'command-line: alert channel added',
        'window: alert channel changed',
        'window: alert rule changed',
        'window: alert channel removed',
      ]),
    )
    const drift = entries.find(({ subject }) => subject === 'drift')
    expect(drift?.detail).toMatch(/^from .*"severityMin":"warning".* to .*"severityMin":"critical"/)
    expect(entries.filter(({ subject }) => subject.includes('hour'))).toHaveLength(1)
    expect(JSON.stringify(entries)).not.toContain('pass-word')
    expect(audit.verdict()).toMatchObject({ kind: 'intact' })
  })

  it('leaves no trace where it was refused', async () => {
    const { desk, audit } = alertBench()
    await desk.saveChannel(email(), null)
    await desk.removeChannel('nobody')
    desk.saveRules([rule({ channelIds: ['nobody'] })], 21)
    expect(audit.loadRecent(99)).toEqual([])
  })
})

describe('rules', () => {
  it('are saved with the hour of the summary, also for the next start', () => {
    const first = alertBench()
    const rules = [rule({ channelIds: ['desktop'] })]
    expect(first.desk.saveRules(rules, 21)).toEqual(success(null))
    first.close()
    expect(alertBench({ directory: first.directory }).desk.settings()).toMatchObject({
      ...{ rules, summaryHour: 21 },
    })
  })

  it('are refused when they name a channel that is not there', () => {
    const { desk } = alertBench()
    const before = desk.settings()
    expect(desk.saveRules([rule({ channelIds: ['nobody'] })], 21)).toMatchObject({
      error: { code: 'unknown-channel' },
    })
    expect(desk.settings()).toEqual(before)
  })
})
