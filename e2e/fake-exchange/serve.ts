import { parseArgs } from 'node:util'
import { controlRouter } from './control-routes.ts'
import { API_KEY, API_SECRET, FakeBinance } from './fake-binance.ts'
import { MAIN_ACCOUNT } from './fake-exchange.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8123' },
    speed: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    usdt: { type: 'string', default: '10000' },
    chaos: { type: 'string', default: '0' },
  },
})

const exchange = new FakeBinance({ seed: Number(values.seed), speed: Number(values.speed) })
exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', values.usdt)
if (Number(values.chaos) > 0) exchange.chaos(Number(values.seed), Number(values.chaos))
exchange.server.controls = controlRouter(exchange)
const url = await exchange.start(Number(values.port))
console.log(`Fake Binance at ${url}, ${values.speed} times as fast as real time. Ctrl-C ends it.`)
console.log(`Key "${API_KEY}", secret "${API_SECRET}", ${values.usdt} USDT in the account.`)
console.log(
  `POST ${url}/control/price?symbol=BTCUSDT&price=30000 sets a price; GET /control/state.`,
)
process.once('SIGINT', () => void exchange.stop())
process.once('SIGTERM', () => void exchange.stop())
