import { expect, it } from 'vitest'
import { okx } from './okx.ts'

/** "Cancel all after", the answer. */
function answer(told: object) {
  return { code: '0', msg: '', data: [{ ts: '1587971400', ...told }] }
}

it("takes the dead man's switch for armed only when the time runs for marked orders", () => {
  const marked = okx.deadManSwitch?.marked
  const tag = String(marked?.create.tag)
  expect(tag).toMatch(/^[a-zA-Z0-9]{1,16}$/)
  expect(marked?.arm).toEqual({ tag })
  expect(marked?.isArmed(answer({ triggerTime: '1587971460', tag }))).toBe(true)
  expect(marked?.isArmed(answer({ triggerTime: '0', tag }))).toBe(false)
  expect(marked?.isArmed(answer({ triggerTime: '1587971460', tag: '' }))).toBe(false)
  expect(marked?.isArmed(answer({ triggerTime: '1587971460' }))).toBe(false)
  expect(marked?.isArmed({ code: '0', data: [] })).toBe(false)
  expect(marked?.isArmed('')).toBe(false)
})
