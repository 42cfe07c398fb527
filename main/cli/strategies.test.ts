import { expect, it, vi } from 'vitest'
import { STRATEGIES } from '../../app/strategy/strategy-catalog.ts'
import { strategies } from './strategies.ts'

async function printed(args: readonly string[]): Promise<string> {
  let output = ''
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += String(text)
    return true
  })
  try {
    expect(await strategies(args)).toBe(0)
    return output
  } finally {
    out.mockRestore()
  }
}

it('lists every strategy with its parameters, for programs', async () => {
  const listed: unknown = JSON.parse(await printed(['--json']))
  expect(listed).toEqual(
    STRATEGIES.map(({ id, fields }) =>
      expect.objectContaining({ id, parameters: JSON.parse(JSON.stringify(fields)) }),
    ),
  )
})

it('lists them for people', async () => {
  const text = await printed([])
  for (const { id, name } of STRATEGIES) expect(text).toContain(`${id}: ${name}`)
  expect(text).toContain('slow  30 candles (3 to 500).')
})
