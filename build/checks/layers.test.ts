import { describe, expect, test } from 'vitest'
import { findViolations } from './find-violations.ts'

const broken: readonly (readonly [string, string, string])[] = [
  // path, text, what the message says
  ['app/domain/order.ts', "import { z } from 'zod'", 'imports zod'],
  [
    'app/domain/order.ts',
    "import type { Clock } from '../ports/clock.ts'",
    'imports app/ports/clock.ts',
  ],
  ['app/ports/clock.ts', "import { z } from 'zod'", 'imports zod'],
  ['app/market/builder.ts', "import { a } from '../risk/a.ts'", 'imports app/risk/a.ts'],
  ['app/strategy/sma.ts', "import { a } from '../ports/clock.ts'", 'imports app/ports/clock.ts'],
  ['app/strategy/sma.ts', "import { readFile } from 'node:fs'", 'imports node:fs'],
  ['app/risk/rule.ts', "import { a } from '../execution/a.ts'", 'imports app/execution/a.ts'],
  ['app/execution/send.ts', "import { a } from '../exchanges/paper/a.ts'", 'imports app/exchanges'],
  ['app/engine/engine.ts', "import { a } from '../backtest/a.ts'", 'imports app/backtest/a.ts'],
  ['app/engine/engine.ts', "import Database from 'better-sqlite3'", 'imports better-sqlite3'],
  ['app/engine/engine.ts', "const ccxt = await import('ccxt')", 'imports ccxt'],
  ['app/exchanges/a.ts', "import { b } from '../storage/b.ts'", 'imports app/storage/b.ts'],
  ['app/exchanges/a.ts', "import { app } from 'electron'", 'imports electron'],
  ['app/contract/a.ts', "import { b } from '../ports/b.ts'", 'imports app/ports/b.ts'],
  ['app/engine/a.ts', "export * from '../../main/index.ts'", 'imports main/index.ts'],
  ['app/engine/a.ts', "export type A = import('../../renderer/a.ts').A", 'imports renderer/a.ts'],
  ['app/engine/a.ts', "new URL('../../build/a.ts', import.meta.url)", 'imports build/a.ts'],
  ['app/unknown/a.ts', '', 'has no layer'],
  ['main/index.ts', "import { a } from '../renderer/a.ts'", 'imports renderer/a.ts'],
  ['main/index.ts', "import Database from 'better-sqlite3'", 'imports better-sqlite3'],
  ['main/cli/index.ts', "import { app } from 'electron'", 'imports electron'],
  ['main/vault/vault.ts', "import { a } from '../window/a.ts'", 'imports main/window/a.ts'],
  ['main/control/socket.ts', "import { a } from '../ipc/a.ts'", 'imports main/ipc/a.ts'],
  ['main/preload/index.ts', "import { a } from '../../app/engine/a.ts'", 'imports app/engine/a.ts'],
  ['renderer/app.tsx', "import { a } from '../app/domain/a.ts'", 'imports app/domain/a.ts'],
  ['renderer/app.tsx', "import { ipcRenderer } from 'electron'", 'imports electron'],
  ['renderer/app.tsx', "import fs from 'fs'", 'imports node:fs'],
  ['renderer/app.tsx', 'const view = <p>{window.api.status()}</p>', 'uses window.api'],
]

const allowed: readonly (readonly [string, string])[] = [
  ['app/domain/order.ts', "import { Money } from './money.ts'"],
  [
    'app/strategy/strategies/sma.ts',
    "import { SMA } from 'trading-signals'; import { z } from 'zod'",
  ],
  ['app/exchanges/ccxt/client.ts', "const { binance } = await import('ccxt')"],
  ['app/storage/store.ts', "import Database from 'better-sqlite3'"],
  ['app/engine/engine.ts', "import { a } from '../execution/a.ts'"],
  ['app/backtest/run.ts', "import { a } from '../exchanges/paper/a.ts'"],
  ['app/execution/send.test.ts', "import { a } from '../storage/a.ts'; import 'vitest'"],
  ['app/contract/view.ts', "import { z } from 'zod'; import { a } from '../domain/a.ts'"],
  ['main/index.ts', "import { app } from 'electron'; import { a } from '../app/engine/a.ts'"],
  ['main/cli/index.ts', "import { a } from '../vault/a.ts'; import { join } from 'node:path'"],
  ['renderer/app.tsx', "import './app.css'; import { useState } from 'react'"],
  ['renderer/api/client.ts', 'export const api = window.api'],
  ['e2e/specs/a.spec.ts', "import { electronLaunch } from '../../build/setup/electron-launch.ts'"],
]

const outsideUses = [
  ...['Date.now()', 'new Date()', 'Date()', 'performance.now()', 'Math.random()'],
  ...['setTimeout(run, 1)', 'const timer = setInterval', 'crypto.randomUUID()'],
  ...["fetch('a')", "globalThis.fetch('a')", 'const { send = fetch } = options'],
]

describe('the dependency rule', () => {
  test.each(broken)('refuses in %s: %s', (path, text, message) => {
    expect(findViolations({ path, text })).toEqual([expect.stringContaining(message)])
  })

  test.each(allowed)('allows in %s: %s', (path, text) => {
    expect(findViolations({ path, text })).toEqual([])
  })

  test('names the line and what may be imported instead', () => {
    const text = "// The order.\n\nimport { sell } from '../execution/sell.ts'\n"
    expect(findViolations({ path: 'app/portfolio/ledger.ts', text })).toEqual([
      'app/portfolio/ledger.ts:3 imports app/execution/sell.ts, but app/portfolio may import app/domain, app/ports',
    ])
  })
})

describe('the outside world', () => {
  test.each(outsideUses)('is refused to the core: %s', (text) => {
    const message = expect.stringContaining('only adapters in app/ touch')
    expect(findViolations({ path: 'app/engine/engine.ts', text })).toEqual([message])
  })

  test.each(outsideUses)('is open to adapters, tests and the main process: %s', (text) => {
    const paths = ['app/exchanges/a.ts', 'app/storage/a.ts', 'app/engine/system-clock.ts']
    for (const path of [...paths, 'app/engine/engine.test.ts', 'main/index.ts']) {
      expect(findViolations({ path, text })).toEqual([])
    }
  })

  test.each([
    'export const parsed = new Date(0)',
    '// Date.now() would be wrong here',
    "export const label = 'fetch'",
    'feed.fetch(); feed.setTimeout()',
    'export type Feed = { fetch(): void; setTimeout: number }',
    'export class Feed { fetch() {} }',
  ])('is not mistaken for something else: %s', (text) => {
    expect(findViolations({ path: 'app/engine/engine.ts', text })).toEqual([])
  })
})
