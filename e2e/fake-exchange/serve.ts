import { parseArgs } from 'node:util'
import { controlRouter } from './control-routes.ts'
import { API_KEY, API_SECRET, FakeBinance } from './fake-binance.ts'
import { BYBIT_KEY, BYBIT_SECRET, FakeBybit } from './fake-bybit.ts'
import { type FakeExchange, MAIN_ACCOUNT } from './fake-exchange.ts'
import { FakeOkx, OKX_KEY, OKX_PASSPHRASE, OKX_SECRET } from './fake-okx.ts'

const { values } = parseArgs({
  options: {
    exchange: { type: 'string', default: 'binance' },
    port: { type: 'string', default: '8123' },
    speed: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    usdt: { type: 'string', default: '10000' },
    chaos: { type: 'string', default: '0' },
  },
})

const makers: Readonly<Record<string, () => Served>> = {
  binance: makeBinance,
  bybit: makeBybit,
  okx: makeOkx,
}
const make = makers[values.exchange]
if (!make) throw new Error(`there is no fake ${values.exchange}: binance, bybit or okx`)
const { name, exchange, key, secret } = make()
exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', values.usdt)
if (Number(values.chaos) > 0) exchange.chaos(Number(values.seed), Number(values.chaos))
exchange.server.controls = controlRouter(exchange)
const url = await exchange.start(Number(values.port))
console.log(`Fake ${name} at ${url}, ${values.speed} times as fast as real time. Ctrl-C ends it.`)
console.log(`Key "${key}", secret "${secret}", ${values.usdt} USDT in the account.`)
console.log(
  `POST ${url}/control/price?symbol=BTCUSDT&price=30000 sets a price; GET /control/state.`,
)
process.once('SIGINT', () => void exchange.stop())
process.once('SIGTERM', () => void exchange.stop())

interface Served {
  readonly name: string
  readonly exchange: FakeExchange
  readonly key: string
  readonly secret: string
}

function options() {
  return { seed: Number(values.seed), speed: Number(values.speed) }
}

function makeBinance(): Served {
  const exchange = new FakeBinance(options())
  return { name: 'Binance', exchange, key: API_KEY, secret: API_SECRET }
}

function makeBybit(): Served {
  const exchange = new FakeBybit(options())
  return { name: 'Bybit', exchange, key: BYBIT_KEY, secret: BYBIT_SECRET }
}

function makeOkx(): Served {
  const secret = `${OKX_SECRET}", passphrase "${OKX_PASSPHRASE}`
  return { name: 'OKX', exchange: new FakeOkx(options()), key: OKX_KEY, secret }
}
