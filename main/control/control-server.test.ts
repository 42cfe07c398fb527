import { once } from 'node:events'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { type ControlAnswer, controlAddress } from '../../app/contract/control.ts'
import { ManualClock } from '../../app/exchanges/manual-clock.ts'
import type { Clock } from '../../app/ports/clock.ts'
import { StoreError } from '../../app/ports/store-error.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { askEngine } from './ask-engine.ts'
import { type AnswerControl, ControlServer } from './control-server.ts'
import { REFRESH_MS, TOKEN_LIFE_MS } from './control-tokens.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const RESUME = { kind: 'resume', scope: 'account' } as const
const DONE: ControlAnswer = {
  ok: true,
  outcome: {
    kind: 'trading',
    state: 'active',
    reason: 'resumed by you',
    openOrders: [],
    killSwitch: null,
    trips: [],
  },
}

async function listening(
  answer: AnswerControl = () => Promise.resolve(DONE),
  clock: Clock = new ManualClock(1_000_000),
) {
  const directory = temporaryFolder()
  const server = new ControlServer(directory, answer, clock)
  onTestFinished(() => server.close())
  await server.opened
  return { directory, server, address: addressIn(directory) }
}

function addressIn(directory: string) {
  return controlAddress.parse(JSON.parse(readFileSync(join(directory, 'control.json'), 'utf8')))
}

/** What comes back for whatever is said. */
async function said(socketPath: string, words: string): Promise<string> {
  const socket = connect(socketPath)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(words)
  return text(socket).catch(() => '')
}

it('carries a request to the engine and its answer back', async () => {
  const asked: unknown[] = []
  const { directory } = await listening((request) => {
    asked.push(request)
    return Promise.resolve(DONE)
  })
  expect(await askEngine(directory, RESUME)).toEqual(DONE)
  expect(asked).toEqual([RESUME])
})

it.each([
  ['a wrong token', { token: 'x'.repeat(64), request: RESUME }],
  ['a token of another length', { token: '', request: RESUME }],
  ['no token', { request: RESUME }],
  ['garbage', 'GET / HTTP/1.1'],
])('does nothing for one who comes with %s', async (_, words) => {
  let asked = 0
  const { address } = await listening(() => {
    asked += 1
    return Promise.resolve(DONE)
  })
  const answer = await said(address.socket, `${JSON.stringify(words)}\n`)
  expect(JSON.parse(answer)).toMatchObject({ ok: false, problem: { code: 'control-refused' } })
  expect(answer).not.toContain(address.token)
  expect(asked).toBe(0)
})

it('does nothing for a request that nobody knows', async () => {
  const { address } = await listening()
  const words = JSON.stringify({
    token: address.token,
    passphrase: null,
    request: { kind: 'withdraw-everything' },
  })
  expect(await said(address.socket, `${words}\n`)).toContain('control-refused')
})

it('hangs up on one who does not come to an end', async () => {
  const { address } = await listening()
  expect(await said(address.socket, 'x'.repeat(100_000))).toBe('')
})

it('tells what went wrong inside', async () => {
  const full = new StoreError('full', 'The disk is full.', 'Free some space.')
  const { directory } = await listening(() => Promise.reject(full))
  expect(await askEngine(directory, RESUME)).toMatchObject({
    ok: false,
    problem: { code: 'store-full', message: 'The disk is full.' },
  })
})

it('refuses a token that has ended, and serves whoever reads the one of now', async () => {
  const clock = new ManualClock(1_000_000)
  const { directory, address } = await listening(undefined, clock)
  clock.advance(REFRESH_MS)
  expect(addressIn(directory).token).not.toBe(address.token)
  const words = `${JSON.stringify({ token: address.token, passphrase: null, request: RESUME })}\n`
  expect(JSON.parse(await said(address.socket, words))).toEqual(DONE)
  clock.advance(TOKEN_LIFE_MS)
  expect(await said(address.socket, words)).toContain('control-refused')
  expect(await askEngine(directory, RESUME)).toEqual(DONE)
})

it('refuses a token that was revoked, and serves whoever reads the next one', async () => {
  const { directory, server, address } = await listening()
  server.revoke()
  const words = `${JSON.stringify({ token: address.token, passphrase: null, request: RESUME })}\n`
  expect(await said(address.socket, words)).toContain('control-refused')
  expect(await askEngine(directory, RESUME)).toEqual(DONE)
})

it('serves everybody once while tokens are refreshed and revoked under their hands', async () => {
  const clock = new ManualClock(1_000_000)
  let served = 0
  const { directory, server } = await listening(() => {
    served += 1
    if (served % 5 === 0) server.revoke()
    clock.advance(REFRESH_MS)
    return Promise.resolve(DONE)
  }, clock)
  const answers = await Promise.all(Array.from({ length: 40 }, () => askEngine(directory, RESUME)))
  expect(answers.filter((answer) => answer?.ok)).toHaveLength(served)
  for (const answer of answers) {
    if (answer?.ok === false) expect(answer.problem.code).toBe('control-refused')
  }
  expect(await askEngine(directory, RESUME)).toEqual(DONE)
})

onUnix('can be reached by its owner alone', async () => {
  const { directory, address } = await listening()
  expect(statSync(address.socket).mode & 0o777).toBe(0o600)
  expect(statSync(dirname(address.socket)).mode & 0o777).toBe(0o700)
  expect(statSync(join(directory, 'control.json')).mode & 0o777).toBe(0o600)
})

onUnix('does not keep the rights of a file that lay there before', async () => {
  const directory = temporaryFolder()
  writeFileSync(join(directory, 'control.json'), '{}', { mode: 0o666 })
  const server = new ControlServer(directory, () => Promise.resolve(DONE))
  onTestFinished(() => server.close())
  await server.opened
  expect(statSync(join(directory, 'control.json')).mode & 0o777).toBe(0o600)
})

it('leaves no word behind when it closes', async () => {
  const { directory, server } = await listening()
  server.close()
  expect(await askEngine(directory, RESUME)).toBeUndefined()
})

it('takes the place of one that was killed', async () => {
  const { directory, address } = await listening()
  writeFileSync(join(directory, 'control.json'), JSON.stringify({ ...address, token: 'old' }))
  const next = new ControlServer(directory, () => Promise.resolve(DONE))
  onTestFinished(() => next.close())
  await next.opened
  expect(await askEngine(directory, RESUME)).toEqual(DONE)
})

it.each([
  ['is not there', undefined],
  ['is damaged', '{"socket":'],
  ['is another one’s', '{"port":80}'],
  ['points nowhere', JSON.stringify({ socket: join(tmpdir(), 'nowhere.sock'), token: 'x' })],
])('no engine runs where the word of it %s', async (_, word) => {
  const directory = temporaryFolder()
  if (word !== undefined) writeFileSync(join(directory, 'control.json'), word)
  expect(await askEngine(directory, RESUME)).toBeUndefined()
})

onUnix.each([
  ['dies', (socket: { destroy(): void }) => socket.destroy()],
  ['talks nonsense', (socket: { end(words: string): void }) => socket.end('nonsense\n{}\n')],
])('an engine that %s leaves open what was done', async (_, react) => {
  const directory = temporaryFolder()
  const socket = join(directory, 'engine.sock')
  const server = createServer((connection) => connection.once('data', () => react(connection)))
  onTestFinished(() => {
    server.close()
    rmSync(socket, { force: true })
  })
  server.listen(socket)
  await once(server, 'listening')
  writeFileSync(join(directory, 'control.json'), JSON.stringify({ socket, token: 'x' }))
  expect(await askEngine(directory, RESUME)).toMatchObject({
    ok: false,
    problem: { code: 'control-silent' },
  })
})
