/** What a strategy can import, for editors: written beside the user's strategies as cryptobot.d.ts. */
export const STRATEGY_DECLARATIONS = `// Written by Cryptobot: what a strategy can import. Changes to this file have no effect.

declare module 'cryptobot' {
  /** A closed candle, and whether the bot holds what it bought. */
  export interface Candle {
    /** Start of the candle, Unix ms, UTC. */
    readonly openTime: number
    readonly open: number
    readonly high: number
    readonly low: number
    readonly close: number
    readonly volume: number
    readonly holdsPosition: boolean
    /** What the bot holds. */
    readonly quantity: number
    /** What one of it cost on average, fees included; NaN while the bot holds nothing. */
    readonly averageCost: number
  }

  /** What the strategy wants, and why: made by enter, exit, hold and nothing. */
  export type Decision = {
    readonly reason: { readonly code: string; readonly text: string }
  } & ({ readonly kind: 'enter' | 'exit' | 'nothing' } | ({ readonly kind: 'target-weight' } & Share))

  /** How much of the bot's budget to hold. */
  export interface Share {
    /** From 0, which sells all, to 1. */
    readonly weight: number
    /** From 0: nothing is traded while what is held is no further off than this share of the budget. */
    readonly tolerance: number
  }

  /** Buys as much as the bot's sizing and limits allow. */
  export function enter(code: string, text: string): Decision
  /** Sells all that the bot holds. */
  export function exit(code: string, text: string): Decision
  /** Buys what is missing of this share of the budget, or sells what is beyond it. */
  export function hold(share: Share, code: string, text: string): Decision
  export function nothing(code: string, text: string): Decision

  export interface Strategy {
    evaluate(candle: Candle): Decision
    /** The newest value of each plotted line, in the order of the definition; null while there is none. */
    lines?(): readonly (number | null)[]
  }

  /** One input of the bot's form. */
  export interface Field<Key extends string = string> {
    readonly key: Key
    readonly label: string
    readonly unit?: string
    readonly help?: string
    readonly min: number
    readonly max: number
    /** 1 where it is not given: whole numbers. */
    readonly step?: number
    readonly default: number
  }

  export interface Definition<Key extends string> {
    readonly name: string
    readonly description?: string
    /** 'target-weights' where it returns hold(…), so that forms call its size a budget; 'signals' where it is left out. */
    readonly decides?: 'signals' | 'target-weights'
    readonly fields?: readonly Field<Key>[]
    /** Plotted over the candles, or, where it is no price, below them. */
    readonly lines?: readonly {
      readonly id: string
      readonly label: string
      readonly scale: 'price' | 'own'
    }[]
    /** Pairs of parameters of which one must be below the other. */
    readonly orderings?: readonly {
      readonly smaller: NoInfer<Key>
      readonly larger: NoInfer<Key>
      readonly message: string
    }[]
    /** Closed candles that it needs before its first decision; at most 600. */
    warmUp(parameters: Readonly<Record<Key, number>>): number
    create(parameters: Readonly<Record<Key, number>>): Strategy
  }

  export function defineStrategy<const Key extends string = never>(
    definition: Definition<Key>,
  ): Definition<Key>

  interface Indicator<Input, Result> {
    /** Takes the next value; null while there are too few. */
    add(input: Input): Result | null
    /** Puts a value in the place of the last one. */
    replace(input: Input): Result | null
    getResult(): Result | null
    readonly isStable: boolean
  }

  type HighLowClose = Pick<Candle, 'high' | 'low' | 'close'>
  type OpenHighLowCloseVolume = Pick<Candle, 'open' | 'high' | 'low' | 'close' | 'volume'>

  abstract class Average implements Indicator<number, number> {
    constructor(interval: number)
    add(input: number): number | null
    replace(input: number): number | null
    getResult(): number | null
    get isStable(): boolean
  }
  type AverageType = new (interval: number) => Average

  /** Simple, exponential, weighted, double exponential and Wilder's moving averages. */
  export class SMA extends Average {}
  export class EMA extends Average {}
  export class WMA extends Average {}
  export class DEMA extends Average {}
  export class WSMA extends Average {}

  /** Momentum and rate of change, of closes. */
  export class MOM extends Average {}
  export class ROC extends Average {}

  export interface RSI extends Indicator<number, number> {}
  export class RSI {
    constructor(interval: number, smoothing?: AverageType)
  }
  export interface StochasticRSI extends Indicator<number, number> {}
  export class StochasticRSI {
    constructor(interval: number, smoothing?: AverageType)
  }
  export interface StochasticOscillator
    extends Indicator<
      HighLowClose,
      { readonly stochK: number; readonly stochD: number; readonly stochJ: number }
    > {}
  export class StochasticOscillator {
    constructor(periods: { kPeriod: number; kSlowingPeriod: number; dPeriod: number })
  }
  export interface MACD
    extends Indicator<
      number,
      { readonly macd: number; readonly signal: number; readonly histogram: number }
    > {}
  export class MACD {
    constructor(short: EMA | DEMA, long: EMA | DEMA, signal: EMA | DEMA)
  }
  export interface BollingerBands
    extends Indicator<
      number,
      { readonly lower: number; readonly middle: number; readonly upper: number }
    > {}
  export class BollingerBands {
    constructor(interval: number, deviations?: number)
  }
  export interface ATR extends Indicator<HighLowClose, number> {}
  export class ATR {
    constructor(interval: number, smoothing?: AverageType)
  }
  export interface ADX extends Indicator<HighLowClose, number> {}
  export class ADX {
    constructor(interval: number, smoothing?: AverageType)
    get pdi(): number | void
    get mdi(): number | void
  }
  export interface CCI extends Indicator<HighLowClose, number> {}
  export class CCI {
    constructor(interval: number)
  }
  export interface OBV extends Indicator<OpenHighLowCloseVolume, number> {}
  export class OBV {
    constructor(interval: number)
  }
}
`
