import { expect, it } from 'vitest'
import { messageFault } from './message-faults.ts'

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { value: nested(depth - 1) }
}

it.each([
  [null],
  [undefined],
  ['text'],
  [{ a: [1, { b: null }], c: Number.NaN }],
  [nested(16)],
  [Object.assign(Object.create(null), { a: 1 })],
  ['x'.repeat(1_000_000)],
])('lets %j through to the schema', (message) => {
  expect(messageFault(message)).toBeUndefined()
})

it.each([
  ['depth', nested(17), 'nested more than 16 deep'],
  ['values', Array.from({ length: 20_001 }, () => 1), 'more than 20000 values'],
  ['values in many lists', { a: nestedLists(200) }, 'more than 20000 values'],
  ['characters', ['x'.repeat(600_000), 'y'.repeat(400_001)], 'more than 1000000 characters'],
  ['long names', { ['x'.repeat(1_000_001)]: '', a: 'b' }, 'more than 1000000 characters'],
  ['a prototype', JSON.parse('{"a":{"__proto__":{}}}'), 'a field "__proto__"'],
  ['a constructor', { constructor: {} }, 'a field "constructor"'],
  ['a map', { a: new Map() }, 'neither a list nor a record'],
  ['a date', [new Date(0)], 'neither a list nor a record'],
])('finds too much: %s', (_, message, fault) => {
  expect(messageFault(message)).toContain(fault)
})

it('ends with what refers to itself', () => {
  const message: { self?: unknown } = {}
  message.self = message
  expect(messageFault(message)).toContain('deep')
})

function nestedLists(count: number): unknown {
  return Array.from({ length: count }, () => Array.from({ length: 200 }, () => 1))
}
