/** What an author imports as 'cryptobot', beside the indicators. */
export const API_MODULE = `
export * from 'cryptobot:indicators'

export function defineStrategy(definition) {
  return definition
}

export function nothing(code, text) {
  return { kind: 'nothing', reason: { code, text } }
}

export function enter(code, text) {
  return { kind: 'enter', reason: { code, text } }
}

export function exit(code, text) {
  return { kind: 'exit', reason: { code, text } }
}

export function hold({ weight, tolerance }, code, text) {
  return { kind: 'target-weight', weight, tolerance, reason: { code, text } }
}
`

/**
 * Runs before the author's file: it takes away what would make two runs differ, keeps for itself what the author might
 * change, and asks the strategy on the host's behalf. All that leaves the sandbox is text of a bounded length, which the
 * host checks again.
 */
export const DRIVER_MODULE = `
const { apply } = Reflect
const { stringify, parse } = JSON
const { freeze } = Object
const { isFinite } = Number
const { slice } = String.prototype
const PlainDate = Date
const TEXT_MAX = 300
const STACK_MAX = 4000

function textOf(value, max) {
  return apply(slice, typeof value === 'string' ? value : String(value), [0, max])
}

function noClock() {
  throw new Error('a strategy has no clock: it has the openTime of its candle')
}

const clockless = new Proxy(PlainDate, {
  apply: noClock,
  construct: (target, given) => (given.length === 0 ? noClock() : new PlainDate(...given)),
})
PlainDate.now = noClock
PlainDate.prototype.constructor = clockless
globalThis.Date = clockless
Math.random = () => {
  throw new Error('a strategy has no randomness: the same candles make the same decisions')
}
for (const name of ['eval', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer']) {
  delete globalThis[name]
}

let definition
let strategy
let lineCount = 0

function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

export function describe(given) {
  if (!isObject(given)) {
    throw new TypeError('the file has no strategy: it must "export default defineStrategy({ … })"')
  }
  for (const name of ['warmUp', 'create']) {
    if (typeof given[name] === 'function') continue
    throw new TypeError('the strategy has no function "' + name + '"')
  }
  definition = given
  const { name, description, decides, fields = [], lines = [], orderings = [] } = given
  lineCount = lines.length
  return stringify({ name, description, decides, fields, lines, orderings })
}

export function warmUp(parameters) {
  return definition.warmUp(freeze(parse(parameters)))
}

export function start(parameters) {
  strategy = definition.create(freeze(parse(parameters)))
  if (isObject(strategy) && typeof strategy.evaluate === 'function') return
  throw new TypeError('create must return an object with a function "evaluate"')
}

export function evaluate(openTime, open, high, low, close, volume, holds, quantity, averageCost) {
  const holdsPosition = holds === 1
  const candle = { openTime, open, high, low, close, volume, holdsPosition, quantity, averageCost }
  const decision = strategy.evaluate(candle)
  if (!isObject(decision) || !isObject(decision.reason)) notADecision()
  const { kind, reason } = decision
  const { code, text } = reason
  if (typeof code !== 'string' || typeof text !== 'string') notADecision()
  return wishOf(decision, kind) + '\\n' + textOf(code, 60) + '\\n' + textOf(text, TEXT_MAX)
}

function wishOf(decision, kind) {
  if (kind === 'enter' || kind === 'exit' || kind === 'nothing') return kind
  const { weight, tolerance } = decision
  if (kind !== 'target-weight') notADecision()
  if (!isFinite(weight) || !isFinite(tolerance)) {
    throw new TypeError('hold takes numbers: hold({ weight: 0.5, tolerance: 0.05 }, code, text)')
  }
  return kind + ' ' + weight + ' ' + tolerance
}

function notADecision() {
  throw new TypeError(
    'evaluate must return enter(code, text), exit(code, text), hold({ weight, tolerance }, code, text) or nothing(code, text)',
  )
}

export function lines() {
  const values = strategy.lines === undefined ? [] : strategy.lines()
  let written = ''
  for (let index = 0; index < lineCount; index += 1) {
    const value = values[index]
    written += (typeof value === 'number' && isFinite(value) ? value : 'null') + ','
  }
  return written
}

export function explain(error) {
  if (!isObject(error)) return '\\n' + textOf(error, TEXT_MAX) + '\\n'
  const [name, message] = [textOf(error.name, 60), textOf(error.message, TEXT_MAX)]
  return name + '\\n' + message + '\\n' + textOf(error.stack ?? '', STACK_MAX)
}
`
