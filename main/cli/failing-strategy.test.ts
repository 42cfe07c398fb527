import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { captured } from './captured-output.fixture.ts'
import { runCommand } from './run-command.ts'

const HOUR_MS = 3_600_000
const START = Date.UTC(2024, 0, 1)

it('says where a strategy of one’s own threw, and shows nothing of the run', async () => {
  const profile = temporaryFolder()
  await captured(() => runCommand(['strategies', 'new', 'boom', '--profile', profile]))
  const file = join(profile, 'strategies', 'boom.ts')
  const lines = readFileSync(file, 'utf8').split('\n')
  const place = lines.findIndex((line) => line.includes('evaluate(')) + 1
  const throwing = lines.toSpliced(place, 0, "if (close > 105) throw new Error('too dear')")
  writeFileSync(file, throwing.join('\n'))
  const candles = join(profile, 'candles.csv')
  const rows = Array.from({ length: 50 }, (_, hour) =>
    [START + hour * HOUR_MS, ...Array(4).fill(100 + Math.floor(hour / 5)), 1].join(),
  )
  writeFileSync(candles, ['timestamp,open,high,low,close,volume', ...rows].join('\n'))

  const options = {
    ...{ profile, candles, strategy: 'user-boom', params: '{"period":20}' },
    ...{ symbol: 'BTC/USDT', timeframe: '1h' },
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const { value, output, errors } = await captured(() => runCommand(['backtest', ...args]))
  expect(value).toBe(1)
  expect(output).toBe('')
  expect(errors).toBe(
    `The strategy failed: boom.ts:${place + 1}: too dear\nCorrect it there, and try again.\n`,
  )
})
