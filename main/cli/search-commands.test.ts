import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { backtestDocument } from '../../app/contract/backtest-document.ts'
import {
  optimisationDocument,
  walkForwardDocument,
} from '../../app/contract/optimisation-document.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { captured } from './captured-output.fixture.ts'
import { runCommand } from './run-command.ts'

// Threads and processes start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const HOUR_MS = 3_600_000
const SCRIPT = fileURLToPath(new URL('./index.ts', import.meta.url))

/** Hours of a wave with a seeded noise, in whole cents. */
function csvOf(count: number): string {
  let state = 7
  const noise = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return (state / 2_147_483_648 - 0.5) * 40
  }
  let before = 1_000
  const lines = Array.from({ length: count }, (_, index) => {
    const close = Number((1_000 + Math.sin(index / 20) * 50 + noise()).toFixed(2))
    const open = before
    before = close
    const time = Date.UTC(2024, 0, 1) + index * HOUR_MS
    return [time, open, Math.max(open, close), Math.min(open, close), close, 1].join(',')
  })
  const path = join(temporaryFolder(), 'candles.csv')
  writeFileSync(path, ['timestamp,open,high,low,close,volume', ...lines].join('\n'))
  return path
}

const BANDS = { period: 20, width: 2 }
const SPACE = '{"fast":[3,12,3],"slow":[15,35,10]}'

function optionsFor(
  profile: string,
  changes: Readonly<Record<string, string>> = {},
): readonly string[] {
  const options = {
    ...{ symbol: 'BTC/USDT', timeframe: '1h', strategy: 'sma-cross', space: SPACE },
    ...{ workers: '2', profile, ...changes },
  }
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
}

async function called(args: readonly string[]) {
  const { value: status, ...printed } = await captured(() => runCommand(args))
  return { status, ...printed }
}

describe('cryptobot optimize', () => {
  it('prints every set with its neighbourhood, what it chose and why', async () => {
    const options = optionsFor(temporaryFolder(), { candles: csvOf(600), seed: '4' })
    const { output, errors } = await called(['optimize', ...options, '--json'])
    const document = optimisationDocument.parse(JSON.parse(output))
    expect(document.trials).toHaveLength(12)
    expect(document.heatMaps[0]?.values).toHaveLength(12)
    expect(document).toMatchObject({ candles: 600, seed: 4, search: 'grid', objective: 'sharpe' })
    const medians = document.trials.map(({ plateau }) => plateau ?? Number.NEGATIVE_INFINITY)
    expect(document.choice?.set.plateau).toBe(Math.max(...medians))
    expect(errors).toContain('12 of 12 sets')
  })

  it('prints the same for people', async () => {
    const options = optionsFor(temporaryFolder(), { candles: csvOf(600) })
    const { output } = await called(['optimize', ...options])
    expect(output).toContain('12 sets over 600 candles, by sharpe')
    expect(output).toContain('after 12 sets were tried')
    expect(output).toContain('the highest of all medians')
  })

  it('searches a strategy on several markets at once, beside bots that keep their numbers', async () => {
    const [path, other] = [csvOf(600), csvOf(500)]
    const profile = temporaryFolder()
    const botFile = (name: string, changes: object) => {
      const file = join(profile, `${name}.json`)
      const bot = { symbol: 'ETH/USDT', timeframe: '1h', sizing: 'percent-of-equity:30' }
      writeFileSync(file, JSON.stringify({ ...bot, ...changes }))
      return file
    }
    const same = botFile('same', { strategy: 'sma-cross', params: { fast: 4, slow: 40 } })
    const bands = botFile('bands', { strategy: 'bollinger-reversion', params: BANDS })
    const markets = ['--also', `ETH/USDT=${other}`, '--bot', same, '--bot', bands]
    const options = optionsFor(profile, { candles: path, sizing: 'percent-of-equity:30' })
    const { output } = await called(['optimize', ...options, ...markets, '--json'])
    const { choice, otherSymbols } = optimisationDocument.parse(JSON.parse(output))
    expect(otherSymbols).toEqual(['ETH/USDT'])
    if (!choice) throw new Error('nothing was chosen')
    const params = JSON.stringify(choice.set.parameters)
    const searched = botFile('same', {
      ...{ strategy: 'sma-cross', params: choice.set.parameters },
    })
    const alone = await called([
      ...['backtest', '--candles', path, '--symbol', 'BTC/USDT', '--timeframe', '1h'],
      ...['--strategy', 'sma-cross', '--params', params, '--sizing', 'percent-of-equity:30'],
      ...['--also', `ETH/USDT=${other}`, '--bot', searched, '--bot', bands, '--json'],
    ])
    const tested = backtestDocument.parse(JSON.parse(alone.output))
    expect(choice.set.metrics).toEqual(tested.metrics)
    expect(new Set(tested.trades.map(({ symbol }) => symbol)).size).toBe(2)
  })

  it('goes on only with the bots that it began with', async () => {
    const [profile, candles] = [temporaryFolder(), csvOf(600)]
    const bot = join(profile, 'bot.json')
    const write = (fast: number) =>
      writeFileSync(
        bot,
        JSON.stringify({
          ...{ strategy: 'ema-cross', params: { fast, slow: 40 }, symbol: 'BTC/USDT' },
          ...{ timeframe: '1h', sizing: 'percent-of-equity:30' },
        }),
      )
    write(4)
    const begun = await called(['optimize', ...optionsFor(profile, { candles }), '--bot', bot])
    const searchId = /Search (\S+):/.exec(begun.errors)?.[1] ?? ''
    write(5)
    const resumed = await called(['optimize', '--profile', profile, '--resume', searchId])
    expect(resumed.errors).toContain('The files given with --bot are not as they were')
  })

  it('goes on after kill -9 where it was, to the very same result', async () => {
    const [profile, candles] = [temporaryFolder(), csvOf(3_000)]
    const space = '{"fast":[2,21,1],"slow":[30,60,5]}'
    const options = optionsFor(profile, { candles, space, workers: '1' })
    const child = spawn(process.execPath, [SCRIPT, 'optimize', ...options])
    let told = ''
    for await (const piece of child.stderr) {
      told += String(piece)
      if (told.includes(' sets, about ')) break
    }
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    expect(child.signalCode).toBe('SIGKILL')
    const [, id = ''] = /^Search (\S+):/m.exec(told) ?? []
    const resume = ['optimize', '--resume', id, '--profile', profile, '--workers', '2', '--json']
    const resumed = await called(resume)
    expect(resumed.status).toBe(0)
    const [, first = ''] = /^(\d+) of 140 sets/m.exec(resumed.errors) ?? []
    expect(Number(first)).toBeGreaterThan(0)
    const whole = await called([
      'optimize',
      ...optionsFor(temporaryFolder(), { candles, space }),
      '--json',
    ])
    const same = (output: string) => output.replace(/"searchId":"[^"]+"/, '')
    expect(same(resumed.output) === same(whole.output)).toBe(true)
  })

  it('refuses to go on with other candles, by another command, or with what it does not know', async () => {
    const [profile, candles] = [temporaryFolder(), csvOf(300)]
    const { errors } = await called(['optimize', ...optionsFor(profile, { candles })])
    const [, id = ''] = /^Search (\S+):/m.exec(errors) ?? []
    const resume = (command: string, which: string) =>
      called([command, '--resume', which, '--profile', profile])
    expect((await resume('walk-forward', id)).errors).toContain('a search by optimize')
    expect((await resume('optimize', 'none')).errors).toContain('has no search none')
    copyFileSync(csvOf(301), candles)
    expect((await resume('optimize', id)).errors).toContain('are not as they were')
  })

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a space that is no JSON', { space: 'fast=1' }, '--space must be JSON'],
    ['a space of nothing', { space: '{}' }, 'no parameter has a range'],
    ['a parameter that nobody knows', { space: '{"speed":[1,2,1]}' }, 'has no parameter "speed"'],
    ['a search that nobody knows', { search: 'luck' }, '--search must be one of: grid, random'],
    ['an objective that nobody knows', { objective: 'fame' }, '--objective must be one of'],
    ['a constraint in words', { constraint: 'many trades' }, '--constraint must look like'],
    ['a constraint on what is no metric', { constraint: 'luck>=1' }, '--constraint must look'],
    ['half a worker', { workers: '0.5' }, '--workers must be a whole number'],
    ['a strategy that nobody knows', { strategy: 'luck' }, 'There is no strategy "luck"'],
    ['a page of the web', { format: 'html' }, '--format must be json or text'],
  ])('refuses %s, and says so', async (_, changes, problem) => {
    const options = optionsFor(temporaryFolder(), { candles: csvOf(60), ...changes })
    const { status, output, errors } = await called(['optimize', ...options])
    expect(errors).toContain(problem)
    expect(status).toBe(2)
    expect(output).toBe('')
  })
})

describe('cryptobot walk-forward', () => {
  it('prints what was chosen on each window beside what came of it', async () => {
    const options = optionsFor(temporaryFolder(), { candles: csvOf(800), windows: '3' })
    const { output } = await called(['walk-forward', ...options, '--anchored', '--json'])
    const document = walkForwardDocument.parse(JSON.parse(output))
    expect(document.mode).toBe('anchored')
    expect(document.windows).toHaveLength(3)
    for (const [index, { inSample, outOfSample }] of document.windows.entries()) {
      expect(outOfSample.from).toBe(inSample.to + HOUR_MS)
      expect(inSample.from).toBe(document.range.from)
      const next = document.windows[index + 1]
      if (next !== undefined) expect(next.outOfSample.from).toBe(outOfSample.to + HOUR_MS)
    }
    expect(document.windows.at(-1)?.outOfSample.to).toBe(document.range.to)
    expect(document.outOfSample.equity.at(-1)?.time).toBe(document.range.to)
  })

  it('prints the same for people', async () => {
    const options = optionsFor(temporaryFolder(), { candles: csvOf(800), windows: '2' })
    const { output } = await called(['walk-forward', ...options])
    expect(output).toMatch(/^All that came after: return -?\d+\.\d\d %/m)
  })

  it('refuses more windows than there are candles', async () => {
    const options = optionsFor(temporaryFolder(), { candles: csvOf(60), windows: '90' })
    const { status, errors } = await called(['walk-forward', ...options])
    expect(errors).toContain('60 candles are too few for 90 windows')
    expect(status).toBe(2)
  })
})
