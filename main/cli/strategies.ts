import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sandboxedDefinition } from '../../app/sandbox/sandboxed-definition.ts'
import { strategyIdOf } from '../../app/sandbox/strategy-file.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import type { StrategyDefinition } from '../../app/strategy/strategy.ts'
import { listStrategies } from '../../app/strategy/strategy-catalog.ts'
import { faultText } from '../../app/strategy/strategy-fault.ts'
import { loadOwnStrategies } from '../sandbox/load-own-strategies.ts'
import { readStrategyFolder, writeNewStrategy } from '../sandbox/strategy-folder.ts'
import { profileOf } from './account-options.ts'
import { print } from './print.ts'
import { EXIT, Misuse } from './usage.ts'
import { refuseIfViewOnly } from './view-only.ts'

/** `cryptobot strategies`: those that ship and the user's own, with what they take. */
export async function strategies(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean' }, profile: { type: 'string' } },
    allowPositionals: true,
  })
  const directory = profileOf(values)
  const [word, name] = positionals
  if (word === 'new') return begin(directory, name)
  if (word === 'check') return check(directory)
  if (word !== undefined) throw new Misuse(`There is no "strategies ${word}".`)
  await loadOwnStrategies(directory)
  const known = listStrategies()
  if (values.json) print(known.map(documentOf))
  else process.stdout.write(`${known.map(described).join('\n\n')}\n`)
  return EXIT.done
}

/** A file to begin with. */
function begin(directory: string, name: string | undefined): number {
  if (name === undefined || strategyIdOf(`${name}.ts`) === undefined) {
    throw new Misuse('Name the strategy with small letters, digits and dashes, like my-idea.')
  }
  refuseIfViewOnly(directory)
  const folder = new ProfilePaths(directory).strategies
  try {
    process.stdout.write(`${writeNewStrategy(folder, name)}\n`)
    return EXIT.done
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    throw new Misuse(`${join(folder, `${name}.ts`)} is there already.`)
  }
}

/** What is wrong with the user's own, as a compiler would say it. */
async function check(directory: string): Promise<number> {
  const files = readStrategyFolder(new ProfilePaths(directory).strategies)
  let faults = 0
  for (const file of files) {
    const made = await sandboxedDefinition(file)
    if (made.ok) continue
    faults += 1
    process.stdout.write(`${[faultText(made.error), ...made.error.stack].join('\n  ')}\n`)
  }
  process.stdout.write(`${files.length - faults} of ${files.length} can be used\n`)
  return faults === 0 ? EXIT.done : EXIT.refused
}

function documentOf({ id, name, description, fields, orderings }: StrategyDefinition) {
  return { id, name, description, parameters: fields, orderings }
}

function choiceWords(words: string, value: number): string {
  return `${value}: ${words}`
}

function described({ id, name, description, fields }: StrategyDefinition): string {
  const width = Math.max(...fields.map(({ key }) => key.length)) + 2
  const parameters = fields.map(
    ({ key, unit, min, max, default: usual, help, choices }) =>
      `    ${key.padEnd(width)}${usual} ${unit} (${choices?.map(choiceWords).join(', ') ?? `${min} to ${max}`}). ${help}`,
  )
  return [`${id}: ${name}`, `  ${description}`, ...parameters].join('\n')
}
