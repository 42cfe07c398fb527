import { parseArgs } from 'node:util'
import { STRATEGIES } from '../../app/strategy/strategy-catalog.ts'
import { print } from './print.ts'
import { EXIT } from './usage.ts'

/** `cryptobot strategies`: those that ship, with what they take. */
export async function strategies(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } })
  if (values.json) print(STRATEGIES.map(documentOf))
  else process.stdout.write(`${STRATEGIES.map(described).join('\n\n')}\n`)
  return EXIT.done
}

function documentOf({ id, name, description, fields, orderings }: (typeof STRATEGIES)[number]) {
  return { id, name, description, parameters: fields, orderings }
}

function described({ id, name, description, fields }: (typeof STRATEGIES)[number]): string {
  const width = Math.max(...fields.map(({ key }) => key.length)) + 2
  const parameters = fields.map(
    ({ key, unit, min, max, default: usual, help }) =>
      `    ${key.padEnd(width)}${usual} ${unit} (${min} to ${max}). ${help}`,
  )
  return [`${id}: ${name}`, `  ${description}`, ...parameters].join('\n')
}
