import { describe, expect, it } from 'vitest'
import { smaCross } from '../strategy/strategies/sma-cross.ts'
import { HOLDS_NOTHING, type StrategyDefinition } from '../strategy/strategy.ts'
import { faultText, StrategyError } from '../strategy/strategy-fault.ts'
import { candleOf, decisionsOf, defaultsOf } from '../strategy/strategy-run.fixture.ts'
import { sandboxedDefinition } from './sandboxed-definition.ts'
import { USER_SMA_CROSS } from './sma-cross.fixture.ts'
import type { StrategyFile } from './strategy-file.ts'

/** A strategy whose first lines are these, and which evaluates a candle like this. */
function strategyFile(evaluate: string, before = ''): StrategyFile {
  const text = `import { defineStrategy, enter, exit, hold, nothing } from 'cryptobot'
${before}
export default defineStrategy({
  name: 'Sample', warmUp: () => 0,
  create: () => ({
    evaluate(candle) {
      ${evaluate}
    },
  }),
})`
  return { name: 'sample.js', text }
}

async function definitionOf(file: StrategyFile): Promise<StrategyDefinition> {
  const made = await sandboxedDefinition(file)
  if (!made.ok) throw new StrategyError(made.error)
  return made.value
}

async function faultIn(file: StrategyFile) {
  const made = await sandboxedDefinition(file)
  return made.ok ? undefined : made.error
}

/** What a strategy throws at its first candle, or what it decides. */
async function evaluated(evaluate: string, before = ''): Promise<string> {
  const definition = await definitionOf(strategyFile(evaluate, before))
  try {
    const [decision] = decisionsOf(definition, {}, [candleOf(100)])
    return `${decision?.kind} ${decision?.reason.code} ${decision?.reason.text}`
  } catch (error) {
    if (error instanceof StrategyError) return faultText(error.fault)
    throw error
  }
}

describe('a user’s strategy', () => {
  it('decides as the shipped one does that it copies, and plots the same lines', async () => {
    const mine = await definitionOf(USER_SMA_CROSS)
    const closes = Array.from({ length: 400 }, (_, index) => 1_000 + 50 * Math.sin(index / 9))
    const candles = closes.map(candleOf)
    const wishes = (definition: StrategyDefinition) =>
      decisionsOf(definition, defaultsOf(mine), candles).map(({ kind }) => kind)
    expect(wishes(mine)).toEqual(wishes(smaCross))
    expect(wishes(mine).filter((kind) => kind !== 'nothing').length).toBeGreaterThan(8)
    const [one, two] = [mine, smaCross].map((definition) => definition.create(defaultsOf(mine)))
    for (const close of closes) {
      for (const strategy of [one, two]) {
        strategy?.evaluate({
          ...candleOf(close),
          open: close,
          volume: 1,
          openTime: 0,
          ...HOLDS_NOTHING,
        })
      }
      expect(one?.lines()).toEqual(two?.lines())
    }
  })

  it('has a form, a warm-up and refusals like a shipped one', async () => {
    const { id, name, fields, parameters, warmUpCandles } = await definitionOf(USER_SMA_CROSS)
    expect([id, name]).toEqual(['user-my-cross', 'My crossover'])
    expect(fields[0]).toMatchObject({ key: 'fast', unit: 'candles', step: 1, default: 10 })
    expect(warmUpCandles({ fast: 10, slow: 30 })).toBe(31)
    expect(parameters.safeParse({ fast: 10, slow: 30 }).success).toBe(true)
    expect(parameters.safeParse({ fast: 30, slow: 10 }).error?.issues[0]?.message).toBe(
      'The fast average must be shorter.',
    )
  })

  it('gives the same reason as the same object, which the decision log goes by', async () => {
    const definition = await definitionOf(strategyFile(`return nothing('calm', 'nothing to do')`))
    const [first, second] = decisionsOf(definition, {}, [candleOf(1), candleOf(2)])
    expect(first?.reason).toBe(second?.reason)
  })

  it('holds a share of its budget, as a number that the host checks', async () => {
    const share = 'hold({ weight: 0.25, tolerance: 0.05 }, "mix", "a quarter")'
    const definition = await definitionOf(strategyFile(`return ${share}`))
    expect(decisionsOf(definition, {}, [candleOf(1)])).toEqual([
      {
        ...{ kind: 'target-weight', weight: 0.25, tolerance: 0.05 },
        reason: { code: 'mix', text: 'a quarter' },
      },
    ])
    expect(await evaluated('return hold({ weight: "all", tolerance: 0 }, "a", "b")')).toContain(
      'hold takes numbers',
    )
  })

  it('remembers nothing of another run', async () => {
    const counting = strategyFile(
      `return nothing('n', String(globalThis.n = (globalThis.n ?? 0) + 1))`,
    )
    const definition = await definitionOf(counting)
    for (let run = 0; run < 2; run += 1) {
      const texts = decisionsOf(definition, {}, [candleOf(1), candleOf(2)]).map(
        ({ reason }) => reason.text,
      )
      expect(texts).toEqual(['1', '2'])
    }
  })
})

describe('a strategy that does not compile', () => {
  it.each([
    ['types.ts', 'const a: number = 1\nconst b = {\n  c:\n}}', 'types.ts:4: Unexpected token'],
    ['script.js', 'const a = 1\nconst b = = 2\n', 'script.js:2: SyntaxError: unexpected token'],
    ['thrown.js', '\n\nthrow new Error("not today")', 'thrown.js:3: not today'],
    ['other.js', 'import fs from "node:fs"', "import from 'cryptobot' only, not from 'node:fs'"],
    ['none.js', 'export const a = 1', 'the file has no strategy'],
    ['endless.js', 'for (;;);', 'endless.js:1: it was stopped, because it took too many steps'],
  ])('shows what is wrong in %s', async (name, text, expected) => {
    const fault = await faultIn({ name, text })
    expect(fault && faultText(fault)).toContain(expected)
  })

  it('shows what it says wrongly of itself', async () => {
    const fields = `[{ key: 'a', label: 'A', min: 5, max: 2, default: 3 }]`
    const text = `export default { name: 'X', fields: ${fields}, warmUp() {}, create() {} }`
    expect((await faultIn({ name: 'x.js', text }))?.message).toBe('fields.0.max: must be above min')
  })
})

describe('a hostile strategy', () => {
  it.each([
    ['loops for ever', 'for (;;);', 'too many steps'],
    ['catches everything and loops', 'for (;;) { try { for (;;); } catch {} }', 'too many steps'],
    [
      'eats memory',
      'const a = []; for (let i = 0; ; i++) a.push("x".repeat(1e6) + i)',
      'MB of memory',
    ],
    ['eats memory by text', 'let a = "x"; for (;;) a += a', 'sample.js:7'],
    ['backtracks without end', '/(a+)+$/.test("a".repeat(40) + "b")', 'too many steps'],
    ['calls itself', 'const f = () => f(); f()', 'nested too deeply'],
    ['throws', 'throw new Error("boom")', 'sample.js:7: boom'],
    ['throws what is no error', 'throw { get message() { throw 1 } }', 'failed'],
    [
      'throws an endless error',
      'const e = new Error(); Object.defineProperty(e, "name", { get() { for (;;); } }); throw e',
      'failed',
    ],
    ['asks for Node', 'return nothing("x", process.version)', "'process' is not defined"],
    ['requires', 'require("fs")', "'require' is not defined"],
    ['fetches', 'fetch("https://example.com")', "'fetch' is not defined"],
    ['waits', 'setTimeout(() => 0, 1)', "'setTimeout' is not defined"],
    ['evaluates', 'eval("1")', "'eval' is not defined"],
    ['asks for the time', 'Date.now()', 'a strategy has no clock'],
    ['makes a date of now', 'new Date()', 'a strategy has no clock'],
    ['makes one by a detour', 'new (new Date(0)).constructor()', 'a strategy has no clock'],
    ['asks for chance', 'Math.random()', 'no randomness'],
    ['returns nothing', '', 'evaluate must return'],
    ['returns garbage', 'return 42', 'evaluate must return'],
    ['returns half a decision', 'return { kind: "enter" }', 'evaluate must return'],
    [
      'returns another kind',
      'return { kind: "all-in", reason: { code: "a", text: "b" } }',
      'evaluate must return',
    ],
    ['returns what throws', 'return { get kind() { throw new Error("no") }, reason: {} }', 'no'],
    ['returns a promise', 'return Promise.resolve(enter("a", "b"))', 'evaluate must return'],
  ])('that %s is an error with its line', async (_, code, expected) => {
    expect(await evaluated(code)).toContain(expected)
  })

  it('gets a huge reason cut', async () => {
    expect((await evaluated(`return nothing('long', 'x'.repeat(1e6))`)).length).toBeLessThan(400)
  })

  it('imports nothing at run time either', async () => {
    expect(await evaluated(`import('node:fs'); return nothing('a', 'b')`)).toBe('nothing a b')
    const leaked = `import('node:fs').then((fs) => { globalThis.fs = fs }); return nothing('a', typeof globalThis.fs)`
    expect(await evaluated(leaked)).toBe('nothing a undefined')
  })

  it('that changes what the language is built of changes it for itself only', async () => {
    const games = `
      String.prototype.slice = () => 'y'.repeat(1e6)
      Array.prototype.map = () => { throw new Error('mine') }
      Object.prototype.toJSON = () => undefined
      JSON.parse = () => ({ all: 'mine' })
      Reflect.apply = () => 'enter\\nall\\nmine'`
    const early = evaluated(`return nothing('still', 'here')`, games)
    await expect(early).rejects.toThrow('it says nothing that can be read')
    const later = games.replaceAll('\n', ';')
    expect(await evaluated(`${later}; return nothing('still', 'here')`)).toBe('nothing still here')
    expect({}).not.toHaveProperty('toJSON')
    expect([1].map((one) => one + 1)).toEqual([2])
  })
})
