import { StoreError } from '../ports/store-error.ts'
import type { FaultKind } from './fault-plan.ts'
import { finalFault } from './final-checks.ts'
import { NO_SABOTAGE, type Sabotage } from './sabotage.ts'
import { type PlannedDeath, SimulatedLife } from './simulated-life.ts'
import { SimulatedProcess } from './simulated-process.ts'
import { SimulatedRandom } from './simulated-random.ts'
import { SimulatedUser } from './simulated-user.ts'
import { SimulatedWeather } from './simulated-weather.ts'
import { windDownFault } from './wind-down-fault.ts'
import { World } from './world.ts'

const STREAM = 5
const TROUBLE_MS_MIN = 180_000
const TROUBLE_MS_MAX = 600_000
/** After the last fault: resumed where a failing disk had halted it, then halted by hand so that nothing new begins. */
const CALM_MS = 30_000
/** Long enough for what is late, for the second look at what is absent, and for fills that are listed late. */
const SETTLE_MS = 120_000
/** A thin book leaves a rest, of which the kill switch sells what it can half a minute later: so often at most. */
const SALES_MAX = 10
const SALE_MS = 30_000
/** By then what has just left is answered, where nothing fails any more. */
const ANSWER_MS = 5_000
const ANYWHERE = /./
const ABOUT_ORDERS = /an order|cancel|bookFill|insertOrders|updateOrder/
const NEVER: PlannedDeath = { point: ANYWHERE, count: Number.POSITIVE_INFINITY }
const RESTART_MS_MAX = 20_000
/** More turns than any chain of promises of the engine is long. */
const TURNS = 24

export interface SimulationWishes {
  readonly seed: number
  readonly disabled?: ReadonlySet<FaultKind>
  readonly sabotage?: Sabotage
}

export interface SimulationOutcome {
  readonly seed: number
  /** What must never happen and did; null when all was well. */
  readonly violation: string | null
  /** Of everything that happened: the same seed has the same. */
  readonly hash: string
  readonly orders: number
  readonly fills: number
  /** How often the process died at which point. */
  readonly crashes: ReadonlyMap<string, number>
  /** Every point at which it could have died. */
  readonly points: ReadonlySet<string>
  readonly faults: readonly FaultKind[]
  readonly history: () => readonly string[]
}

/** One run: everything that follows from a seed, through troubled times and the calm after them. */
export async function simulate(wishes: SimulationWishes): Promise<SimulationOutcome> {
  return new Simulation(wishes).run()
}

class Simulation {
  readonly #world: World
  readonly #random: SimulatedRandom
  readonly #user: SimulatedUser
  readonly #weather: SimulatedWeather
  #process: SimulatedProcess | undefined

  constructor({ seed, disabled = new Set(), sabotage = NO_SABOTAGE }: SimulationWishes) {
    this.#world = new World({
      ...{ seed, disabled, sabotage },
      tell: (news) => this.#process?.client.hear(news),
    })
    this.#random = new SimulatedRandom(seed, STREAM)
    const current = () => this.#process
    this.#user = new SimulatedUser(this.#world, current)
    this.#weather = new SimulatedWeather(this.#world, current)
  }

  async run(): Promise<SimulationOutcome> {
    this.#live()
    this.#user.start()
    this.#weather.start()
    await this.#pass(this.#random.between(TROUBLE_MS_MIN, TROUBLE_MS_MAX))
    this.#heal()
    await this.#pass(CALM_MS)
    this.#haltForGood()
    await this.#pass(SETTLE_MS + 4 * this.#world.profile.traits.visibilityLagMs)
    for (let sales = 0; sales < SALES_MAX && this.#isSelling(); sales += 1)
      await this.#pass(SALE_MS)
    if (this.#isUnderWay()) await this.#pass(ANSWER_MS)
    if (this.#world.violation === null) this.#checkEnd()
    return this.#outcome()
  }

  #isSelling(): boolean {
    const { windDown, violation } = this.#world
    if (windDown !== 'sells' || violation !== null) return false
    return this.#process?.engine.guard.windDowns.holds('account') !== undefined
  }

  /** A sale of what somebody has taken out is tried again and again, also in the last moment. */
  #isUnderWay(): boolean {
    return this.#world.ledger.loadOpenOrders().some(({ state }) => state === 'submitting')
  }

  async #pass(ms: number): Promise<void> {
    const { time } = this.#world
    const end = time.now() + ms
    while (this.#world.violation === null && this.#step(end)) {
      // What the process does when a promise settles happens before anything else does.
      for (let turn = 0; turn < TURNS; turn += 1) await null
      this.#process?.checks.acted()
    }
  }

  /** An error that reaches this place would have ended the process. */
  #step(end: number): boolean {
    try {
      return this.#world.time.step(end)
    } catch (error) {
      this.#world.violate(`an error that nobody caught: ${String(error)}`)
      return false
    }
  }

  /** From the start of the process to its death; it comes back after a while. */
  #live(): void {
    const { faults, time, note, crashes, passed } = this.#world
    const life = new SimulatedLife({
      clock: time,
      clockErrorMs: () => this.#world.clockErrorMs,
      death: faults.happens('crash') ? this.#plannedDeath() : NEVER,
      passed: (point) => passed.add(point),
      died: (point) => {
        note(`CRASH ${point}`)
        crashes.set(point, (crashes.get(point) ?? 0) + 1)
        this.#process = undefined
        time.schedule(this.#random.between(10, RESTART_MS_MAX), () => this.#live())
      },
      acted: () => this.#process?.checks.acted(),
    })
    note('START')
    this.#resolveDoubt()
    try {
      const process = new SimulatedProcess(this.#world, life)
      this.#process = process
      life.act(() => process.start())
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      life.die('because its disk could not be read')
    }
  }

  /** Some lives are short, and some end over an order. */
  #plannedDeath(): PlannedDeath {
    const random = this.#world.faults.random('crash')
    if (random.chance(0.4)) return { point: ABOUT_ORDERS, count: random.between(1, 12) }
    return { point: ANYWHERE, count: random.between(1, random.pick([10, 30, 100, 300, 1_000])) }
  }

  /** What the user was promised while the process died is what the disk says. */
  #resolveDoubt(): void {
    const { halt, windDown, ledger } = this.#world
    if (halt === 'unsure') {
      this.#world.halt = ledger.loadTradingStatus()?.state === 'halted' ? 'halted' : 'free'
    }
    if (windDown !== 'unsure') return
    const sells = ledger.loadGuard().windDowns.some(({ flattens }) => flattens)
    this.#world.windDown = sells ? 'sells' : 'none'
  }

  #heal(): void {
    const { faults, network, disk, note, time } = this.#world
    note('HEAL')
    faults.heal()
    network.mend()
    disk.failure = null
    this.#user.leave()
    const process = this.#process
    process?.life.spare()
    process?.life.wake()
    process?.life.schedule(1, () => process.client.connection('restored', 'all is well'))
    time.schedule(CALM_MS / 2, () => this.#withProcess((one) => this.#user.resume(one)))
  }

  #haltForGood(): void {
    this.#weather.closeMarket()
    this.#withProcess((process) => {
      const isSwitched = this.#random.chance(0.5)
      if (isSwitched) this.#user.useKillSwitch(process, this.#random.chance(0.5))
      else this.#user.halt(process)
      if (!isSwitched && this.#random.chance(0.5)) this.#user.cancelAll(process)
      if (this.#world.faults.isOn('crash') && this.#random.chance(0.5)) this.#dieOnceMore(process)
    })
  }

  /** What was promised is kept by the next life. */
  #dieOnceMore({ life }: SimulatedProcess): void {
    const { time } = this.#world
    time.schedule(this.#random.between(1, RESTART_MS_MAX), () => life.die('after all was halted'))
  }

  #withProcess(act: (process: SimulatedProcess) => void): void {
    const process = this.#process
    process?.life.act(() => act(process))
  }

  #checkEnd(): void {
    const { disk } = this.#world
    const process = this.#process
    const engine = process?.engine
    const fault =
      process === undefined || engine === undefined
        ? 'the process does not run in the end'
        : engine.stalled
          ? `the engine is stalled in the end: ${engine.trading.reason}`
          : !engine.isReconciled
            ? `the account is not reconciled in the end: ${engine.desk.trouble}`
            : (finalFault(this.#world, engine.desk.balances(), this.#user.cancelled) ??
              windDownFault(this.#world, process))
    if (fault !== undefined) this.#world.violate(fault)
    else if (disk.failure !== null) this.#world.violate('the disk does not work in the end')
  }

  #outcome(): SimulationOutcome {
    const { seed, violation, journal, exchange, ledger, crashes, passed, faults } = this.#world
    return {
      seed,
      violation,
      hash: journal.hash(),
      orders: exchange.acceptedCounts.size,
      fills: ledger.loadFills().length,
      crashes,
      points: passed,
      faults: faults.kinds(),
      history: () => journal.history(),
    }
  }
}
