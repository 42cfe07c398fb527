import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { STRATEGIES } from './strategy-catalog.ts'

const GUIDE = readFileSync(new URL('../../docs/strategies/index.md', import.meta.url), 'utf8')

it.each(STRATEGIES)('the guide names $name with its parameters and their defaults', (strategy) => {
  const fields = strategy.fields.map(({ key, default: usual }) => `\`${key}\` (${usual})`)
  expect(GUIDE).toContain(`| ${strategy.name} | \`${strategy.id}\` | ${fields.join(', ')} |`)
})

it('the guide names no other', () => {
  const rows = GUIDE.split('\n').filter((line) => /^\| \w/.test(line))
  expect(rows).toHaveLength(STRATEGIES.length + 1)
})
