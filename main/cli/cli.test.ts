import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { CommandLine, runDemo } from './command-line.fixture.ts'

const TIMEOUT_MS = 60_000
/** Windows has no signal that a process could be asked to end by. */
const onUnix = it.skipIf(process.platform === 'win32')

describe('run', () => {
  onUnix(
    'trades until it is interrupted, and goes on from there the next time',
    async () => {
      const profile = temporaryFolder()
      const first = runDemo(profile)
      await first.told('fill', ({ fill }) => fill.side === 'sell')
      first.kill('SIGINT')
      expect(await first.status()).toBe(0)
      const started = {
        event: 'started',
        mode: 'demo',
        account: 'demo-7',
        currency: 'USDT',
        profile,
      }
      expect(first.events()[0]).toMatchObject({ ...started, equity: '10000', symbol: 'BTC/USDT' })
      const ended = first.events().at(-1)
      expect(ended).toMatchObject({ event: 'ended', currency: 'USDT' })

      const second = runDemo(profile)
      await second.told('fill')
      second.kill('SIGTERM')
      expect(await second.status()).toBe(0)
      expect(second.events().at(-1)?.event).toBe('ended')
      const equity = ended?.event === 'ended' ? ended.equity : ''
      expect(second.events()[0]).toMatchObject({ ...started, equity })
      const times = [...first.events(), ...second.events()].flatMap((line) =>
        line.event === 'candle' ? [line.time] : [],
      )
      expect(times).toEqual(times.map((_, index) => (times[0] ?? 0) + index * 60_000))
      expect(first.errors + second.errors).toBe('')
    },
    TIMEOUT_MS,
  )

  onUnix(
    'ends when nobody reads what it tells',
    async () => {
      const run = runDemo(temporaryFolder())
      await run.told('candle')
      run.stopReading()
      expect(await run.status()).toBe(0)
      expect(run.errors).toBe('')
    },
    TIMEOUT_MS,
  )

  it(
    'does not take a profile that another one uses',
    async () => {
      const profile = temporaryFolder()
      const first = runDemo(profile)
      await first.told('started')
      const second = runDemo(profile)
      expect(await second.status()).toBe(1)
      expect(second.errors).toContain(`Another Cryptobot is using the profile ${profile}.`)
      expect(second.errors).toContain('Quit the other one first')
      expect(second.output).toBe('')
      first.kill('SIGINT')
      expect(await first.status()).toBe(0)
    },
    TIMEOUT_MS,
  )

  it(
    'says what is wrong with a profile that cannot be used',
    async () => {
      const profile = temporaryFolder()
      writeFileSync(
        join(profile, 'settings.db'),
        'no settings, but a letter to my aunt. '.repeat(40),
      )
      const run = runDemo(profile)
      expect(await run.status()).toBe(1)
      expect(run.errors).toContain('settings.db is damaged')
      expect(run.errors).not.toContain('at ')
    },
    TIMEOUT_MS,
  )
})

it(
  'help says how it is used',
  async () => {
    const run = new CommandLine(['help'])
    expect(await run.status()).toBe(0)
    expect(run.output).toContain('Cryptobot on the command line')
  },
  TIMEOUT_MS,
)

it.each(['version', '--version'])(
  '%s says which one it is',
  async (word) => {
    const run = new CommandLine([word])
    expect(await run.status()).toBe(0)
    expect(run.output).toMatch(/^Cryptobot \d+\.\d+\.\d+\n$/)
  },
  TIMEOUT_MS,
)
