import { parseArgs } from 'node:util'
import { FakeBinance } from './fake-binance.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8123' },
    speed: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
})

const exchange = new FakeBinance({ seed: Number(values.seed), speed: Number(values.speed) })
const url = await exchange.start(Number(values.port))
console.log(`Fake Binance at ${url}, ${values.speed} times as fast as real time. Ctrl-C ends it.`)
process.once('SIGINT', () => void exchange.stop())
process.once('SIGTERM', () => void exchange.stop())
