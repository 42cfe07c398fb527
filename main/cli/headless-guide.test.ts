import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { eventLine } from '../../app/contract/event-lines.ts'
import { limitsView } from '../../app/contract/risk-view.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { readBotFile } from './bot-file.ts'
import { eventLinesTable } from './event-lines-table.fixture.ts'
import { sizingFromText } from './sizing-text.ts'

const guide = readFileSync(new URL('../../docs/reference/headless.md', import.meta.url), 'utf8')

it('has the fields of the event lines as their schema has them', () => {
  const [, section] = /<!-- event lines -->\n\n([\s\S]*?)\n\n<!-- end -->/.exec(guide) ?? []
  expect(section).toBe(eventLinesTable())
})

it('shows event lines that are some', () => {
  const lines = guide.split('\n').filter((line) => line.startsWith('{"event"'))
  const events = lines.map((line) => eventLine.parse(JSON.parse(line)).event)
  expect(events).toContain('started')
  expect(events).toContain('ended')
})

it('shows a bot file that is one', () => {
  const [, text = ''] = /```json[^\n]*\n(\{\n {2}"strategy"[\s\S]*?)```/.exec(guide) ?? []
  const path = join(temporaryFolder(), 'example.json')
  writeFileSync(path, text)
  const { bot, limits } = readBotFile(path)
  expect(bot.strategyId).toBe('sma-cross')
  expect(limits?.notionalMax).toBe('500')
})

it('lists sizings that a bot file may have', () => {
  const listed = [...guide.matchAll(/^\| `([a-z-]+:[\d.:]+)` \|/gm)].map(([, text = '']) => text)
  expect(listed).toHaveLength(6)
  expect(listed.map((text) => sizingFromText(text).ok)).not.toContain(false)
})

it('names the limits that a bot file may set, and all of them', () => {
  const listed = [...guide.matchAll(/^\| `(\w+)`: /gm)].map(([, name]) => name)
  expect(listed.sort()).toEqual(Object.keys(limitsView.shape).sort())
})
