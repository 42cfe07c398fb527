import { floorToStep, type Quantity, type Rate } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import { isFinished, type Order, type Side, type TimeInForce } from '../domain/order.ts'
import { shiftPrice } from '../domain/price.ts'
import type { DriftDecision } from '../engine/orders/decide-drift.ts'
import { MANUAL_BOT, type OrderTicket } from '../engine/orders/place-ticket.ts'
import { BOT_MARKET, SIMULATED_MARKETS } from './simulated-markets.ts'
import type { SimulatedProcess } from './simulated-process.ts'
import { SimulatedRandom } from './simulated-random.ts'
import { ID_PREFIX, type World } from './world.ts'

const STREAM = 4
const PAUSE_MS_MAX = 4_000
/** How far from the market a limit is: from 0.3 % on the side that trades at once to 3 % on the other. */
const LIMIT_AWAY_MIN = -300_000
const LIMIT_AWAY_MAX = 3_000_000
/** How far from the market a stop and a target are: up to 0.3 %, which a price moves within a minute. */
const PROTECTION_AWAY_MAX = 300_000
/** A ticket buys or sells for up to so much of the quote currency. */
const TICKET_WORTH_MAX = 22_000

type TicketType = OrderTicket['type']
type Types = readonly [TicketType, ...TicketType[]]
const TYPES_WITH_LIMIT: Types = ['limit', 'limit', 'limit', 'stop-limit']
/** For the market of which the engine always knows a price. */
const TYPES: Types = [
  ...TYPES_WITH_LIMIT,
  ...(['market', 'market', 'market', 'stop', 'take-profit', 'trailing-stop', 'oco'] as const),
]
const TYPES_WITHOUT_TRIGGER: Types = ['limit', 'market', 'trailing-stop', 'oco']
const GOOD_TILL_CANCELLED: Types = ['market', 'trailing-stop', 'oco']
/** How far a trailing stop stays behind: 0.05 to 0.5 %. */
const TRAILING_MIN = 50_000
const TRAILING_MAX = 500_000

type Action = (process: SimulatedProcess) => void

/** The person at the window: trades, cancels, halts, resumes, decides, and asks again when there was no answer. */
export class SimulatedUser {
  readonly #world: World
  readonly #current: () => SimulatedProcess | undefined
  readonly #random: SimulatedRandom
  /** Tickets that nobody answered yet: the process may have died over them. */
  readonly #unanswered = new Map<string, OrderTicket>()
  /** Orders whose cancel was taken: they have to be finished in the end. */
  readonly cancelled = new Set<string>()
  #tickets = 0
  #isAway = false
  readonly #actions: readonly [Action, ...Action[]]

  constructor(world: World, current: () => SimulatedProcess | undefined) {
    this.#world = world
    this.#current = current
    this.#random = new SimulatedRandom(world.seed, STREAM)
    const place: Action = (process) => this.#place(process, this.#newTicket())
    const cancel: Action = (process) => this.#cancelOne(process)
    const resume: Action = (process) => this.resume(process)
    const decide: Action = (process) => this.#decide(process)
    const again: Action = (process) => this.#placeAgain(process)
    const start: Action = (process) => this.#turn(process, 'start-bot')
    this.#actions = [
      place,
      ...[place, place, place, place, place, place, place, place, place, place],
      ...[cancel, cancel, decide, decide],
      ...[resume, resume, again, again, start, start],
      (process: SimulatedProcess) => this.#seldom(() => this.cancelAll(process)),
      (process: SimulatedProcess) => this.halt(process),
      (process: SimulatedProcess) =>
        this.#seldom(() => this.useKillSwitch(process, this.#random.chance(0.5))),
      (process: SimulatedProcess) => process.engine.reconcile('by hand'),
      (process: SimulatedProcess) => this.#seldom(() => this.#flatten(process)),
      (process: SimulatedProcess) => this.#turn(process, 'stop-bot'),
    ]
  }

  start(): void {
    this.#world.time.schedule(this.#random.between(100, PAUSE_MS_MAX), () => {
      if (this.#isAway) return
      this.#act()
      this.start()
    })
  }

  leave(): void {
    this.#isAway = true
  }

  halt(process: SimulatedProcess): void {
    const { world, note } = this.#tools('halts')
    process.engine.enqueue({ kind: 'halt', reason: 'halted by the user' })
    world.halt = isTaken(process) ? 'halted' : 'unsure'
    note()
  }

  /** Halts at once and cancels; then, where that is asked for, everything is sold, however long that takes. */
  useKillSwitch(process: SimulatedProcess, flattens: boolean): void {
    const { world, note } = this.#tools(`uses the kill switch${flattens ? ' to sell all' : ''}`)
    const open = world.ledger.loadOpenOrders().filter((order) => !isFinished(order))
    // While the ledger cannot be written a sale is refused, and not made up for.
    const asksToSell = flattens && !process.engine.stalled
    if (asksToSell) world.windDown = 'unsure'
    const use = { cancels: true, flattens, reason: 'enough', actor: 'window' } as const
    process.engine.enqueue({ kind: 'kill-switch', use })
    world.halt = isTaken(process) ? 'halted' : 'unsure'
    if (asksToSell && isTaken(process)) world.windDown = 'sells'
    for (const order of open) this.#expectCancel(process, order)
    note()
  }

  resume(process: SimulatedProcess): void {
    const { world, note } = this.#tools('resumes')
    // While it runs, orders may leave as soon as the state is active again.
    world.halt = 'unsure'
    if (world.windDown === 'sells') world.windDown = 'unsure'
    process.resume()
    if (isTaken(process)) {
      world.halt = 'free'
      world.windDown = 'none'
    }
    note()
  }

  cancelAll(process: SimulatedProcess): void {
    const { world, note } = this.#tools('cancels everything')
    const open = world.ledger.loadOpenOrders().filter((order) => !isFinished(order))
    process.engine.enqueue({ kind: 'cancel-all', actor: 'window' })
    for (const order of open) this.#expectCancel(process, order)
    note()
  }

  #act(): void {
    const process = this.#current()
    if (!process?.life.isAwake) return
    const action = this.#random.pick(this.#actions)
    process.life.act(() => action(process))
  }

  /** What ends everything that waits would otherwise leave nothing to happen to it. */
  #seldom(act: () => void): void {
    if (this.#random.chance(0.2)) act()
  }

  #place(process: SimulatedProcess, ticket: OrderTicket): void {
    const { intentId, type, side, quantity, symbol } = ticket
    this.#world.note(`user places ${intentId}: ${type} ${side} ${quantity} ${symbol}`)
    this.#unanswered.set(intentId, ticket)
    process.engine.enqueue({
      kind: 'place',
      actor: 'window',
      ticket,
      answer: (answer) => {
        // A process that died over it says nothing any more.
        if (!process.life.isAlive) return
        const why = answer.kind === 'refused' ? `: ${answer.refusals[0]?.message}` : ''
        this.#world.note(`user hears that ${intentId} is ${answer.kind}${why}`)
        if (answer.kind === 'failed') return
        this.#unanswered.delete(intentId)
        const written = this.#world.ledger.loadOrder(`${ID_PREFIX}-${intentId}`)
        if ((answer.kind === 'refused') === (written !== undefined)) {
          this.#world.violate(`${intentId} is called ${answer.kind}, and is ${written?.state}`)
        }
      },
    })
  }

  /** The same wish again: it must not become a second order. */
  #placeAgain(process: SimulatedProcess): void {
    const ticket = this.#random.pickFrom([...this.#unanswered.values()])
    if (ticket) this.#place(process, ticket)
  }

  #newTicket(): OrderTicket {
    const random = this.#random
    this.#tickets += 1
    const market = random.pickFrom(SIMULATED_MARKETS) ?? BOT_MARKET
    const type = random.pick(market === BOT_MARKET ? TYPES : TYPES_WITH_LIMIT)
    const price = this.#world.exchange.price(market.symbol)
    const side = type === 'oco' ? 'sell' : random.pick<Side>(['buy', 'sell'])
    const away = random.between(LIMIT_AWAY_MIN, LIMIT_AWAY_MAX)
    const at = (rate: number) => shiftPrice(market, price, rate as Rate, 'down')
    const limit = at(side === 'buy' ? -away : away)
    const isBelow = (side === 'buy') === (type === 'take-profit')
    const triggerAway = random.between(-PROTECTION_AWAY_MAX / 10, PROTECTION_AWAY_MAX)
    const trigger = at(isBelow ? -triggerAway : triggerAway)
    const isProtected = type === 'oco' || (side === 'buy' && random.chance(0.3))
    const worth = random.between(5, TICKET_WORTH_MAX)
    const quantity = Math.floor((worth * 10 ** 10) / price) as Quantity
    return {
      intentId: `t${this.#tickets}`,
      symbol: market.symbol,
      side,
      type,
      quantity: floorToStep(quantity, market.quantityStep),
      limitPrice: TYPES_WITH_LIMIT.includes(type) ? limit : null,
      triggerPrice: TYPES_WITHOUT_TRIGGER.includes(type) ? null : trigger,
      trailingRate:
        type === 'trailing-stop' ? (random.between(TRAILING_MIN, TRAILING_MAX) as Rate) : null,
      timeInForce: GOOD_TILL_CANCELLED.includes(type)
        ? 'gtc'
        : random.pick<TimeInForce>(['gtc', 'gtc', 'gtc', 'ioc', 'fok']),
      postOnly: type === 'limit' && random.chance(0.1),
      stopPrice: isProtected ? at(-random.between(0, PROTECTION_AWAY_MAX)) : null,
      targetPrice: isProtected ? at(random.between(0, PROTECTION_AWAY_MAX)) : null,
      replaces: type === 'limit' && random.chance(0.2) ? this.#replaceable(market, side) : null,
      limits: null,
    }
  }

  /** Client order id of an order by hand whose place another could take. */
  #replaceable({ symbol }: Market, side: Side): string | null {
    const open = this.#world.ledger
      .loadOpenOrders()
      .filter(({ intent }) => intent.botId === MANUAL_BOT && intent.link === null)
      .filter(({ intent }) => intent.symbol === symbol && intent.side === side)
    return this.#random.pickFrom(open)?.clientOrderId ?? null
  }

  #cancelOne(process: SimulatedProcess): void {
    const open = this.#world.ledger.loadOpenOrders().filter((order) => !isFinished(order))
    const order = this.#random.pickFrom(open)
    if (order === undefined) return
    const { clientOrderId } = order
    this.#world.note(`user cancels ${clientOrderId}`)
    process.engine.enqueue({ kind: 'cancel', actor: 'window', clientOrderId })
    this.#expectCancel(process, order)
  }

  /** Whatever else does not work: a wish to take an order back leaves at once. */
  #expectCancel(process: SimulatedProcess, { clientOrderId, state }: Order): void {
    if (!process.life.isAlive || state === 'waiting') return
    if (!this.#world.cancelledIds.has(clientOrderId)) {
      this.#world.violate(`${clientOrderId} was to be cancelled, and nothing was sent`)
    }
    if (!process.engine.stalled) this.cancelled.add(clientOrderId)
  }

  #decide(process: SimulatedProcess): void {
    const drift = this.#random.pickFrom(process.engine.desk.drifts.open())
    if (drift === undefined) return
    const decision = this.#random.pick<DriftDecision>(['adopt', 'ignore', 'fix'])
    this.#world.note(`user decides to ${decision} ${drift.driftId}`)
    process.engine.enqueue({ kind: 'decide-drift', driftId: drift.driftId, decision })
  }

  #turn(process: SimulatedProcess, kind: 'start-bot' | 'stop-bot'): void {
    const runner = this.#random.pickFrom(process.engine.runners)
    if (runner) process.engine.enqueue({ kind, botId: runner.bot.id })
  }

  /** Sells everything, halted or not; but not by a record that was not compared yet. */
  #flatten({ engine }: SimulatedProcess): void {
    if (!engine.isReconciled || engine.stalled) return
    this.#world.note('user sells everything')
    this.#world.isFlattening = true
    engine.enqueue({ kind: 'flatten' })
    this.#world.isFlattening = false
  }

  #tools(what: string) {
    const world = this.#world
    world.note(`user ${what}`)
    return { world, note: () => world.note(`user is heard: ${world.halt}`) }
  }
}

/** It is alive, and its disk took everything. */
function isTaken({ life, engine }: SimulatedProcess): boolean {
  return life.isAlive && !engine.stalled
}
