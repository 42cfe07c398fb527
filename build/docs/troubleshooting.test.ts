import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { BREAKER_NAMES } from '../../app/domain/breaker.ts'
import type { ExchangeFailure } from '../../app/exchanges/ccxt/exchange-failure.ts'
import type { StoreError } from '../../app/ports/store-error.ts'
import { projectFolder } from '../setup/project-folder.ts'
import { writtenProblemCodes } from './problem-codes.ts'

const read = (path: string): string => readFileSync(join(projectFolder, path), 'utf8')
const firstCells = (text: string): string[] =>
  [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name = '']) => name)

/** Types alone know these, so the compiler says when one is missing. */
const storeReasons: Record<StoreError['reason'], true> = {
  ...{ full: true, 'read-only': true, damaged: true },
  ...{ newer: true, busy: true, failed: true },
}
const exchangeKinds: Record<ExchangeFailure['kind'], true> = {
  ...{ 'slow-down': true, timeout: true, unreachable: true },
  ...{ refused: true, misunderstood: true },
}
const putTogether = [
  ...Object.keys(storeReasons).map((reason) => `store-${reason}`),
  ...Object.keys(exchangeKinds).map((kind) => `exchange-${kind}`),
]

it('has an entry for every error code of the application, once, and for no other', () => {
  const codes = [...writtenProblemCodes(), ...putTogether]
  expect(codes.length).toBeGreaterThan(80)
  expect(firstCells(read('docs/troubleshooting.md')).sort()).toEqual(codes.sort())
})

it('sends who meets a refusal to a page that has every rule', () => {
  const rules = readdirSync(join(projectFolder, 'app/risk/rules'))
    .filter((name) => !name.endsWith('.test.ts'))
    .map((name) => name.replace('.ts', ''))
  expect(firstCells(read('docs/risk/limits.md'))).toEqual(expect.arrayContaining(rules))
})

it('sends who meets a breaker to a page that has every one', () => {
  expect(firstCells(read('docs/risk/breakers.md'))).toEqual(
    expect.arrayContaining([...BREAKER_NAMES]),
  )
})
