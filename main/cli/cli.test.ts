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
      await first.printed(/sold \S+ at/)
      first.kill('SIGINT')
      expect(await first.status()).toBe(0)
      expect(first.output).toMatch(/^demo · BTC\/USDT · 1m candles · equity 10000 USDT/)
      const ended = /ended · equity (\S+) USDT · all of it is kept\n$/.exec(first.output)?.[1]
      expect(ended).toBeDefined()

      const second = runDemo(profile)
      await second.printed(/(bought|sold) \S+ at/)
      second.kill('SIGTERM')
      expect(await second.status()).toBe(0)
      expect(second.output).toContain(`demo · BTC/USDT · 1m candles · equity ${ended} USDT`)
      const times = [...`${first.output}${second.output}`.matchAll(/^(\S+ \S+) {2}(bought|sold)/gm)]
      const sorted = [...times].sort((a, b) => String(a[1]).localeCompare(String(b[1])))
      expect(times).toEqual(sorted)
    },
    TIMEOUT_MS,
  )

  it(
    'does not take a profile that another one uses',
    async () => {
      const profile = temporaryFolder()
      const first = runDemo(profile)
      await first.printed(/demo ·/)
      const second = runDemo(profile)
      expect(await second.status()).toBe(1)
      expect(second.errors).toContain(`Another Cryptobot is using the profile ${profile}.`)
      expect(second.errors).toContain('Quit the other one first')
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

describe('misuse', () => {
  it.each([
    [['fly'], 'There is no command "fly"'],
    [['run'], 'Add --headless'],
    [['run', '--headless'], '--mode must be demo'],
    [['run', '--headless', '--mode', 'live'], '--mode must be demo'],
    [['run', '--headless', '--mode', 'demo', '--speed', 'fast'], '--speed is a number'],
    [['run', '--headless', '--mode', 'demo', '--speed', '0'], '--speed is a number'],
    [['run', '--headless', '--mode', 'demo', '--colour'], "'--colour'"],
    [['run', '--headless', '--mode', 'demo', '--profile'], '--profile'],
  ])(
    '%j is explained, with the exit status 2',
    async (args, problem) => {
      const run = new CommandLine(args)
      expect(await run.status()).toBe(2)
      expect(run.errors).toContain(problem)
      expect(run.errors).toContain('Cryptobot on the command line')
      expect(run.output).toBe('')
    },
    TIMEOUT_MS,
  )

  it.each([[[]], [['help']], [['--help']]])(
    '%j prints how it is used',
    async (args) => {
      const run = new CommandLine(args)
      expect(await run.status()).toBe(0)
      expect(run.output).toContain('Cryptobot on the command line')
    },
    TIMEOUT_MS,
  )
})
