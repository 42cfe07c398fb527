import { expect, it } from 'vitest'
import { STRATEGIES } from '../../app/strategy/strategy-catalog.ts'
import { captured } from './captured-output.fixture.ts'
import { strategies } from './strategies.ts'

async function printed(args: readonly string[]): Promise<string> {
  const { value: status, output } = await captured(() => strategies(args))
  expect(status).toBe(0)
  return output
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
