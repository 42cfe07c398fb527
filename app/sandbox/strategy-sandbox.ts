import type { QuickJSContext, QuickJSHandle, QuickJSRuntime } from 'quickjs-emscripten-core'
import { failure, type Result, success } from '../domain/result.ts'
import type { StrategyParameters } from '../strategy/strategy.ts'
import { StrategyError, type StrategyFault } from '../strategy/strategy-fault.ts'
import type { ShownCandle } from '../strategy/strategy-run.ts'
import { faultOf } from './fault-of.ts'
import { API_MODULE, DRIVER_MODULE } from './guest-source.ts'
import { INDICATORS_BUNDLE } from './indicators-bundle.ts'
import type { QuickJs } from './load-quick-js.ts'
import { SANDBOX_LIMITS } from './sandbox-limits.ts'
import type { StrategyFile } from './strategy-file.ts'
import { type StrategyManifest, strategyManifest } from './strategy-manifest.ts'

/** All that a strategy can import. */
const MODULES: ReadonlyMap<string, string> = new Map([
  ['cryptobot', API_MODULE],
  ['cryptobot:indicators', INDICATORS_BUNDLE],
])

const DRIVER = 'cryptobot:driver'

/**
 * One run of a user's strategy in an interpreter of its own: no Node, no network, no clock, no randomness; so much memory
 * and so many steps, and an error of the author's where more is wanted. Everything it throws is a `StrategyError`.
 */
export class StrategySandbox {
  readonly manifest: StrategyManifest
  readonly #file: string
  readonly #runtime: QuickJSRuntime
  readonly #context: QuickJSContext
  readonly #driver: QuickJSHandle
  readonly #functions = new Map<string, QuickJSHandle>()
  #steps = 0
  #hasFailed = false
  #isOver = false

  private constructor(quickJs: QuickJs, file: string, code: string) {
    this.#file = file
    this.#runtime = quickJs.newRuntime()
    this.#runtime.setMaxStackSize(SANDBOX_LIMITS.stackBytes)
    this.#runtime.setInterruptHandler(() => {
      this.#steps += 1
      return this.#steps > SANDBOX_LIMITS.steps
    })
    this.#runtime.setModuleLoader((name) => moduleNamed(name))
    this.#context = this.#runtime.newContext()
    this.#driver = this.#loaded(DRIVER_MODULE, DRIVER)
    this.manifest = this.#loaded(code, file).consume((module) => this.#manifestOf(module))
  }

  /** Of a file as it was compiled; what is wrong with it comes with its line. */
  static open(quickJs: QuickJs, compiled: StrategyFile): Result<StrategySandbox, StrategyFault> {
    try {
      return success(new StrategySandbox(quickJs, compiled.name, compiled.text))
    } catch (error) {
      if (error instanceof StrategyError) return failure(error.fault)
      throw error
    }
  }

  /** Closed candles that it says it needs; never more than there are to be had. */
  warmUpCandles(parameters: StrategyParameters): number {
    const count = this.#call('warmUp', [this.#text(JSON.stringify(parameters))], (value) =>
      this.#context.getNumber(value),
    )
    if (Number.isInteger(count) && count >= 0 && count <= SANDBOX_LIMITS.warmUpCandles) return count
    throw this.#wrong(`warmUp must return a whole number from 0 to ${SANDBOX_LIMITS.warmUpCandles}`)
  }

  start(parameters: StrategyParameters): void {
    this.#call('start', [this.#text(JSON.stringify(parameters))], () => undefined)
  }

  /** Kind, code and text of the decision, a line each. */
  evaluate(candle: ShownCandle): string {
    const { openTime, open, high, low, close, volume, holdsPosition, quantity, averageCost } =
      candle
    const holding = [holdsPosition ? 1 : 0, quantity, averageCost]
    const given = [openTime, open, high, low, close, volume, ...holding].map((number) =>
      this.#context.newNumber(number),
    )
    return this.#call('evaluate', given, (value) => this.#read(value))
  }

  lines(): readonly (number | null)[] {
    if (this.manifest.lines.length === 0) return []
    const written = this.#call('lines', [], (value) => this.#read(value)).split(',')
    return this.manifest.lines.map((_, index) => numberIn(written[index]))
  }

  /** One that failed may be inconsistent inside, and the interpreter would rather abort than free it: its memory is left. */
  close(): void {
    if (this.#hasFailed || this.#isOver) return
    this.#isOver = true
    for (const handle of this.#functions.values()) handle.dispose()
    this.#driver.dispose()
    this.#context.dispose()
    this.#runtime.dispose()
  }

  #manifestOf(module: QuickJSHandle): StrategyManifest {
    const given = this.#context.getProp(module, 'default')
    const text = this.#call('describe', [given], (value) => this.#read(value))
    const read = strategyManifest.safeParse(JSON.parse(text))
    if (read.success) return read.data
    const [issue] = read.error.issues
    throw this.#wrong(`${issue?.path.join('.') || 'the strategy'}: ${issue?.message}`)
  }

  #loaded(code: string, name: string): QuickJSHandle {
    this.#steps = 0
    const result = this.#inMachine(() => this.#context.evalCode(code, name, { type: 'module' }))
    if (result.error !== undefined) throw this.#failed(result.error)
    if (this.#context.typeof(result.value) !== 'object') throw this.#wrong('it cannot be loaded')
    return result.value
  }

  #call<Value>(
    name: string,
    given: readonly QuickJSHandle[],
    read: (value: QuickJSHandle) => Value,
  ): Value {
    this.#steps = 0
    const asked = this.#functionNamed(name)
    const result = this.#inMachine(() =>
      this.#context.callFunction(asked, this.#context.undefined, ...given),
    )
    for (const handle of given) handle.dispose()
    if (result.error !== undefined) throw this.#failed(result.error)
    try {
      return read(result.value)
    } finally {
      result.value.dispose()
    }
  }

  /** Where memory ends in the middle of something, the machine itself may stop: that is the strategy's fault as well. */
  #inMachine<Value>(act: () => Value): Value {
    if (this.#isOver) throw this.#wrong('its run is over')
    try {
      return act()
    } catch (error) {
      this.#isOver = true
      throw this.#wrong(`it was stopped: ${String(error)}`)
    }
  }

  #functionNamed(name: string): QuickJSHandle {
    const known = this.#functions.get(name)
    if (known !== undefined) return known
    const handle = this.#context.getProp(this.#driver, name)
    this.#functions.set(name, handle)
    return handle
  }

  #text(text: string): QuickJSHandle {
    return this.#context.newString(text)
  }

  /** Never more than we want to hold of it. */
  #read(value: QuickJSHandle): string {
    if (this.#context.typeof(value) !== 'string')
      throw this.#wrong('it says nothing that can be read')
    const length = this.#context
      .getProp(value, 'length')
      .consume((one) => this.#context.getNumber(one))
    if (length > SANDBOX_LIMITS.textLength) throw this.#wrong('it says too much at once')
    return this.#context.getString(value)
  }

  /** In the author's words, where they can still be had. */
  #failed(error: QuickJSHandle): StrategyError {
    this.#hasFailed = true
    this.#steps = 0
    const explain = this.#functionNamed('explain')
    const said = this.#inMachine(() =>
      this.#context.callFunction(explain, this.#context.undefined, error),
    )
    error.dispose()
    if (said.error !== undefined) {
      said.error.dispose()
      return this.#wrong('it failed, and so did saying why')
    }
    const text = said.value.consume((value) => this.#context.getString(value))
    return new StrategyError(faultOf(this.#file, text))
  }

  #wrong(message: string): StrategyError {
    return new StrategyError({ file: this.#file, line: null, message, stack: [] })
  }
}

function moduleNamed(name: string): string | { error: Error } {
  const source = MODULES.get(name)
  if (source !== undefined) return source
  return { error: new Error(`a strategy can import from 'cryptobot' only, not from '${name}'`) }
}

function numberIn(text: string | undefined): number | null {
  const value = text === undefined || text === 'null' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : null
}
