import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LOG_LEVELS, LOG_PARTS } from '../../app/contract/log-words.ts'
import { continuedText, logEntryOf, logText } from './log-text.ts'

const entries = fc.record({
  time: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  level: fc.constantFrom(...LOG_LEVELS),
  part: fc.constantFrom(...LOG_PARTS),
  text: fc.array(fc.stringMatching(/^[^\r\n]{0,40}$/), { minLength: 1, maxLength: 4 }),
  clientOrderId: fc.option(fc.stringMatching(/^[A-Za-z0-9-]{1,28}$/), { nil: null }),
})

it('reads back what it has written, in either format, with every line of the text', () => {
  fc.assert(
    fc.property(entries, fc.constantFrom('text', 'json'), ({ text, ...rest }, format) => {
      const entry = { ...rest, text: text.join('\n') }
      const [first = '', ...more] = logText(entry, format).split('\n')
      expect(more.map(logEntryOf)).toEqual(more.map(() => undefined))
      const read = logEntryOf(first)
      expect(read).toBeDefined()
      const whole = [read?.text, ...more.map(continuedText)].join('\n')
      expect({ ...read, text: whole }).toEqual(entry)
    }),
  )
})

it('is a line that a person can read', () => {
  const time = Date.UTC(2026, 0, 2, 3, 4, 5, 67)
  const about = { time, level: 'warn', part: 'engine', clientOrderId: 'cb-bot1-7-e' } as const
  expect(logText({ ...about, text: 'it is unresolved' }, 'text')).toBe(
    '2026-01-02T03:04:05.067Z warn  engine   it is unresolved [order cb-bot1-7-e]',
  )
})

it.each([
  'anything else',
  '{"time":"2026-01-02T03:04:05.067Z","level":"loud","part":"engine","text":""}',
  '{"time":"2026-01-02T03:04:05.067Z","lev',
  '2026-01-02T03:04:05.067Z warn  nobody   a text',
])('takes %s for no line of its own', (line) => {
  expect(logEntryOf(line)).toBeUndefined()
})
