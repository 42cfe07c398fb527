import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backtestDocument } from '../../app/contract/backtest-document.ts'
import { USER_SMA_CROSS } from '../../app/sandbox/sma-cross.fixture.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { captured } from '../cli/captured-output.fixture.ts'
import { runCommand } from '../cli/run-command.ts'

const HOUR_MS = 3_600_000
const START = Date.UTC(2024, 0, 1)

function candleFile(folder: string): string {
  const path = join(folder, 'candles.csv')
  const closeAt = (index: number) => 1_000 + 50 * Math.sin(index / 9) + 20 * Math.sin(index / 4)
  const rows = Array.from({ length: 300 }, (_, index) => {
    const [open, close] = [closeAt(index - 1), closeAt(index)]
    const prices = [open, Math.max(open, close), Math.min(open, close), close]
    return [START + index * HOUR_MS, ...prices.map((price) => price.toFixed(2)), 1].join(',')
  })
  writeFileSync(path, ['timestamp,open,high,low,close,volume', ...rows].join('\n'))
  return path
}

async function tested(folder: string, options: Readonly<Record<string, string>>) {
  const given = {
    ...{ profile: folder, candles: candleFile(folder), symbol: 'BTC/USDT', timeframe: '1h' },
    ...{ params: '{"fast":5,"slow":12}', ...options },
  }
  const words = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])
  return captured(() => runCommand(['backtest', ...words, '--json']))
}

function profileWith(name: string, text: string): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'strategies'))
  writeFileSync(join(folder, 'strategies', name), text)
  return folder
}

it('fills as the shipped crossover does, where the user’s own file says the same', async () => {
  const folder = profileWith(USER_SMA_CROSS.name, USER_SMA_CROSS.text)
  const [mine, shipped] = [
    await tested(folder, { strategy: 'user-my-cross' }),
    await tested(folder, { strategy: 'sma-cross' }),
  ].map(({ output }) => backtestDocument.parse(JSON.parse(output)))
  expect(mine?.trades.length).toBeGreaterThan(8)
  expect(mine?.trades).toEqual(shipped?.trades)
  expect(mine?.equity).toEqual(shipped?.equity)
})

it('refuses one that does not compile, and says where', async () => {
  const folder = profileWith('broken.ts', 'const a = {\n  b:\n}}')
  const { value: status, errors } = await tested(folder, { strategy: 'user-broken' })
  expect(status).toBe(2)
  expect(errors).toContain('broken.ts:3: Unexpected token')
})
