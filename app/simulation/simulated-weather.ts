import type { Money, Quantity, Rate } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { Side } from '../domain/order.ts'
import { shiftPrice } from '../domain/price.ts'
import { BOT_MARKET, OPENING_BALANCES, SIMULATED_MARKETS } from './simulated-markets.ts'
import type { SimulatedProcess } from './simulated-process.ts'
import type { World } from './world.ts'

const TICK_MS = 1_000
const CANDLE_MS = 60_000
/** Trades are asked for from the opening of the account on, which no clock may put in the future. */
const CLOCK_SOUND_MS = 90_000
const STRANGERS_LIMIT_AWAY = 1_000_000

/** What happens to the market, the machine and the account by itself, second by second. */
export class SimulatedWeather {
  readonly #world: World
  readonly #current: () => SimulatedProcess | undefined
  #isMarketOpen = true
  #prices: number[] = []
  readonly #startedAt: number

  constructor(world: World, current: () => SimulatedProcess | undefined) {
    this.#world = world
    this.#startedAt = world.time.now()
    this.#current = current
  }

  start(): void {
    this.#world.time.schedule(TICK_MS, () => {
      if (this.#isMarketOpen) this.#world.exchange.movePrices()
      this.#watchMarket()
      this.#troubleMachine()
      this.#troubleWire()
      this.#troubleAccount()
      this.start()
    })
  }

  /** From now on no price moves. */
  closeMarket(): void {
    this.#isMarketOpen = false
  }

  #watchMarket(): void {
    const { time, market, exchange } = this.#world
    this.#prices.push(exchange.price(BOT_MARKET.symbol))
    if (time.now() % CANDLE_MS !== 0) return
    market.push(candleOf(time.now() - CANDLE_MS, this.#prices))
    this.#prices = []
    const process = this.#current()
    process?.life.schedule(0, () => process.hearMarket())
  }

  #troubleMachine(): void {
    const { faults, disk, time, note } = this.#world
    if (disk.failure === null && faults.happens('disk')) {
      const random = faults.random('disk')
      disk.failure = random.pick<'full' | 'busy'>(['full', 'busy'])
      note(`disk becomes ${disk.failure}`)
      time.schedule(random.between(1, 40_000), () => {
        disk.failure = null
        note('disk works again')
      })
    }
    if (time.now() > this.#startedAt + CLOCK_SOUND_MS && faults.happens('clock')) {
      const random = faults.random('clock')
      this.#world.clockErrorMs = random.pick([0, random.between(-30_000, 30_000)])
      note(`machine has its clock set: ${this.#world.clockErrorMs} ms fast`)
    }
    const life = this.#current()?.life
    if (life && faults.happens('sleep')) {
      note('machine sleeps')
      life.sleep(faults.random('sleep'))
    }
  }

  /** The connection is gone for a while; the process may notice late, or not at all. */
  #troubleWire(): void {
    const { faults, network, time, note } = this.#world
    if (network.isCut || !faults.happens('outage')) return
    const random = faults.random('outage')
    const lastsMs = random.between(100, random.pick([1_000, 20_000, 150_000]))
    const isNoticed = random.chance(0.7)
    const process = this.#current()
    note('network is cut')
    network.cut()
    const tell = (state: 'lost' | 'restored', delayMs: number) => {
      if (!isNoticed) return
      process?.life.schedule(delayMs, () => {
        if (state === 'lost') process.checks.connectionLost()
        process.client.connection(state, 'the connection to the exchange is gone')
      })
    }
    tell('lost', random.between(0, lastsMs))
    time.schedule(lastsMs, () => {
      network.mend()
      note('network is mended')
      tell('restored', random.between(0, 2_000))
    })
  }

  #troubleAccount(): void {
    const { faults, exchange } = this.#world
    if (faults.happens('stranger')) this.#tradeByHand()
    if (faults.happens('transfer')) {
      const random = faults.random('transfer')
      const [currency, held] = random.pickFrom([...OPENING_BALANCES]) ?? ['USDT', 0 as Money]
      const share = random.pick([-0.3, -0.01, 0.01, 0.3])
      exchange.transfer(currency, Math.round(Number(held) * share) as Money)
    }
  }

  #tradeByHand(): void {
    const { faults, exchange, note } = this.#world
    const random = faults.random('stranger')
    const open = random.pickFrom(exchange.orders.filter(({ state }) => state === 'open'))
    if (open && random.chance(0.4)) {
      const { exchangeOrderId, wish } = open
      note(`somebody cancels ${exchangeOrderId} by hand`)
      exchange.cancel({ symbol: wish.symbol, exchangeOrderId, clientOrderId: null })
      return
    }
    const market = random.pickFrom(SIMULATED_MARKETS) ?? BOT_MARKET
    const price = exchange.price(market.symbol)
    const away = random.between(-STRANGERS_LIMIT_AWAY, STRANGERS_LIMIT_AWAY) as Rate
    const wish = {
      symbol: market.symbol,
      side: random.pick<Side>(['buy', 'sell']),
      quantity: (random.between(100, 500) * Number(market.quantityStep)) as Quantity,
      limitPrice: random.chance(0.5) ? null : shiftPrice(market, price, away, 'down'),
      type: 'limit',
      triggerPrice: null,
      trailingRate: null,
      timeInForce: 'gtc',
      postOnly: false,
      clientOrderId: null,
      isMarked: false,
    } as const
    exchange.place(wish, false)
  }
}

function candleOf(openTime: number, prices: readonly number[]): Candle {
  const [open = 1] = prices
  const close = prices.at(-1) ?? open
  const candle = { open, high: Math.max(...prices), low: Math.min(...prices), close }
  return { openTime, volume: 0, ...candle } as Candle
}
