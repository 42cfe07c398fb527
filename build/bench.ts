import { parseArgs } from 'node:util'
import type { Benchmark, Measurement } from './bench/measurement.ts'
import { endWithNpm } from './setup/run-attached.ts'
import { runScript, SetupProblem } from './setup/setup-problem.ts'

type Listed = {
  readonly names: readonly string[]
  readonly load: () => Promise<Benchmark>
}

/** Loaded when its turn comes: what one needs would weigh on the memory of the others. */
const benchmarks: readonly Listed[] = [
  {
    names: ['engine.candles'],
    load: async () => (await import('./bench/engine-candles.ts')).engineCandles,
  },
  {
    names: ['backtest.sma'],
    load: async () => (await import('./bench/backtest-sma.ts')).backtestSma,
  },
  {
    names: ['backtest.memory'],
    load: async () => (await import('./bench/backtest-memory.ts')).backtestMemory,
  },
  {
    names: ['backtest.load'],
    load: async () => (await import('./bench/backtest-load.ts')).backtestLoad,
  },
  {
    names: ['optimise.scaling'],
    load: async () => (await import('./bench/optimise-scaling.ts')).optimiseScaling,
  },
  {
    names: ['risk.review'],
    load: async () => (await import('./bench/risk-review.ts')).riskReview,
  },
  {
    names: ['order.prepare-p50', 'order.prepare-p99'],
    load: async () => (await import('./bench/order-prepare.ts')).orderPrepare,
  },
  {
    names: ['audit.append'],
    load: async () => (await import('./bench/audit-append.ts')).auditAppend,
  },
  {
    names: ['order.socket-p99'],
    load: async () => (await import('./bench/order-socket.ts')).orderSocket,
  },
  {
    names: ['stream.flood', 'stream.flood-lost', 'stream.flood-rate', 'stream.flood-heap'],
    load: async () => (await import('./bench/stream-flood.ts')).streamFlood,
  },
  {
    names: ['tickers.flood', 'tickers.flood-drawn', 'tickers.flood-late'],
    load: async () => (await import('./bench/ticker-flood.ts')).tickerFlood,
  },
  {
    names: ['store.load', 'store.bytes', 'store.append-p99'],
    load: async () => (await import('./bench/candle-library.ts')).candleLibrary,
  },
  {
    names: ['chart.open', 'chart.frame-p95'],
    load: async () => (await import('./bench/chart-opening.ts')).chartOpening,
  },
  {
    names: ['reconcile.10k'],
    load: async () => (await import('./bench/reconcile.ts')).reconcile10k,
  },
  {
    names: ['measured.overhead'],
    load: async () => (await import('./bench/measured-overhead.ts')).measuredOverhead,
  },
  {
    names: ['start.interactive', 'start.memory'],
    load: async () => (await import('./bench/start.ts')).start,
  },
  {
    names: ['ui.interaction-p95'],
    load: async () => (await import('./bench/ui-interaction.ts')).uiInteraction,
  },
  {
    names: ['idle.cpu'],
    load: async () => (await import('./bench/idle-cpu.ts')).idleCpu,
  },
]

/** `npm run bench [-- --json] [NAME…]`: measures ours and a yardstick in turn and prints their ratios. */
async function bench(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const results: Measurement[] = []
  for (const { names, load } of chosen(positionals)) {
    console.error(`measuring ${names.join(', ')} …`)
    const benchmark = await load()
    results.push(...(await benchmark.run()).filter(({ name }) => isAsked(name, positionals)))
  }
  process.stdout.write(values.json ? `${JSON.stringify(results, null, 2)}\n` : table(results))
  return 0
}

function chosen(names: readonly string[]): readonly Listed[] {
  const known = benchmarks.flatMap((benchmark) => benchmark.names)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new SetupProblem(`There is no benchmark "${unknown}". There are: ${known.join(', ')}.`)
  }
  return benchmarks.filter((benchmark) => benchmark.names.some((name) => isAsked(name, names)))
}

function isAsked(name: string, names: readonly string[]): boolean {
  return names.length === 0 || names.includes(name)
}

function table(results: readonly Measurement[]): string {
  return results.map((result) => `${line(result)}\n`).join('')
}

function line({ name, ratio, goal, met, ours, yardstick, unit }: Measurement): string {
  const verdict = met ? 'met   ' : 'missed'
  const figures = yardstick === null ? `${ours} ${unit}` : `${ours} against ${yardstick} ${unit}`
  return `${verdict}  ${name.padEnd(20)} ${String(ratio ?? '').padEnd(8)} goal ${goal}   ${figures}`
}

endWithNpm()
await runScript(() => bench(process.argv.slice(2)))
