/** What the files below a folder may import besides each other. */
export type LayerRule = {
  readonly folder: string
  readonly folders: readonly string[]
  /** Package names; `node:*` is every module of Node, `*` every package, `!name` takes one out again. */
  readonly packages: readonly string[]
}

const domain = 'app/domain'
const ports = 'app/ports'
const notForWindows = ['!electron', '!node:*', '!better-sqlite3', '!ccxt', '!keytar']

const plainNode = [
  'main/sandbox',
  ...['main/vault', 'main/lock', 'main/cli', 'main/control', 'main/monitoring', 'main/watchdog'],
  ...['main/research', 'main/logging', 'main/markets', 'main/data', 'main/threads'],
]

/** The folder with the longest matching name decides. Imports point toward the domain; siblings never meet. */
export const layerRules: readonly LayerRule[] = [
  { folder: 'app/domain', folders: [], packages: [] },
  { folder: 'app/ports', folders: [domain], packages: [] },
  { folder: 'app/market', folders: [domain, ports], packages: [] },
  { folder: 'app/strategy', folders: [domain], packages: ['zod', 'trading-signals'] },
  {
    folder: 'app/sandbox',
    folders: [domain, 'app/strategy'],
    packages: [
      'zod',
      'sucrase',
      'quickjs-emscripten-core',
      '@jitl/quickjs-singlefile-mjs-release-sync',
    ],
  },
  { folder: 'app/risk', folders: [domain], packages: [] },
  { folder: 'app/execution', folders: [domain, ports], packages: [] },
  { folder: 'app/reconciliation', folders: [domain, ports], packages: [] },
  { folder: 'app/portfolio', folders: [domain, ports], packages: [] },
  {
    folder: 'app/exchanges',
    folders: [domain, ports],
    packages: ['ccxt', 'cockatiel', 'zod', 'csv-parse', 'node:*'],
  },
  {
    folder: 'app/storage',
    folders: [domain, ports],
    packages: ['better-sqlite3', 'zod', 'node:*'],
  },
  { folder: 'app/monitoring', folders: [domain, ports], packages: ['node:perf_hooks'] },
  { folder: 'app/audit', folders: [domain, ports], packages: ['node:crypto'] },
  { folder: 'app/alerts', folders: [domain, ports], packages: [] },
  {
    folder: 'app/alerts/channels',
    folders: [domain, ports, 'app/alerts'],
    packages: ['nodemailer', 'node:crypto'],
  },
  { folder: 'app/contract', folders: [domain], packages: ['zod'] },
  {
    folder: 'app/engine',
    folders: [
      ...[domain, ports, 'app/market', 'app/strategy', 'app/risk', 'app/execution'],
      ...['app/reconciliation', 'app/portfolio', 'app/exchanges', 'app/storage'],
      ...['app/monitoring', 'app/audit', 'app/alerts', 'app/contract'],
    ],
    packages: ['zod'],
  },
  {
    folder: 'app/backtest',
    folders: [
      ...[domain, ports, 'app/market', 'app/strategy', 'app/risk', 'app/execution'],
      ...['app/portfolio', 'app/engine', 'app/exchanges/paper', 'app/storage', 'app/audit'],
      'app/contract',
    ],
    packages: ['zod'],
  },
  {
    folder: 'app/backtest/workers',
    folders: [domain, ports, 'app/backtest', 'app/strategy', 'app/sandbox'],
    packages: ['piscina', 'node:worker_threads', 'node:path'],
  },
  {
    folder: 'app/backtest/optimise',
    folders: [
      ...[domain, ports, 'app/strategy', 'app/portfolio', 'app/backtest', 'app/contract'],
      'app/exchanges/seeded-random.ts',
    ],
    packages: ['genetic-search'],
  },
  {
    folder: 'app/simulation',
    folders: [
      ...[domain, ports, 'app/market', 'app/strategy', 'app/risk', 'app/execution'],
      ...['app/reconciliation', 'app/portfolio', 'app/engine', 'app/storage', 'app/exchanges'],
      'app/audit',
    ],
    packages: ['zod', 'node:crypto'],
  },
  {
    folder: 'main',
    folders: ['app', 'package.json'],
    packages: ['electron', 'electron-log', 'keytar', 'prom-client', 'zod', 'node:*'],
  },
  {
    folder: 'main/updates',
    folders: ['app'],
    packages: ['electron-updater', 'yaml', 'zod', 'node:*'],
  },
  ...plainNode.map((folder) => ({
    folder,
    // Plain Node runs these too, so none of them may lead to Electron.
    folders: ['app', ...plainNode, 'package.json'],
    packages: ['keytar', 'prom-client', 'electron-log', 'zod', 'node:*'],
  })),
  { folder: 'main/preload', folders: ['app/contract'], packages: ['electron', 'zod'] },
  { folder: 'renderer', folders: ['app/contract'], packages: ['*', ...notForWindows] },
  { folder: 'build', folders: ['app', 'main', 'e2e'], packages: ['*'] },
  { folder: 'e2e', folders: ['app', 'build'], packages: ['*'] },
  { folder: 'e2e/installers', folders: ['app', 'build', 'e2e', 'main/updates'], packages: ['*'] },
  { folder: 'e2e/conformance', folders: ['app', 'e2e', 'main/cli'], packages: ['*'] },
  {
    folder: 'e2e/crashes',
    folders: ['app', 'e2e', 'main/cli', 'main/control', 'main/vault'],
    packages: ['*'],
  },
]

/** What a test may import on top of that: the real adapters, for only the exchange is faked; and the pages that it checks. */
export const testAllowance: Omit<LayerRule, 'folder'> = {
  folders: ['app/storage', 'app/exchanges', 'e2e/fake-exchange', 'docs', 'build/desktop'],
  packages: ['vitest', 'fast-check', 'smtp-server', 'talib-web', 'node:*'],
}

/** The clock, randomness, timers and the network, which app/ touches in adapters only. */
export const outsideWorld: readonly string[] = [
  ...['Date.now', 'new Date()', 'performance.now', 'setTimeout', 'setInterval', 'setImmediate'],
  ...['Math.random', 'crypto.randomUUID', 'crypto.getRandomValues', 'fetch', 'WebSocket'],
]

/** Adapters of app/: whole folders, and single files such as app/engine/system-clock.ts. */
export const adapterPattern =
  /^app\/(exchanges|storage|alerts\/channels)\/|^app\/(.+\/)?system-[^/]+$/

export const testPattern = /\.(test|suite|fixture)\.tsx?$/
