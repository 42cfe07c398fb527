import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { z } from 'zod'
import { sizingFault, sizingFrom } from '../../app/contract/sizing-setup.ts'
import { symbol, timeframe } from '../../app/contract/values.ts'
import { rateFromPercent } from '../../app/domain/amount.ts'
import type { Bot } from '../../app/domain/bot.ts'
import type { Sizing } from '../../app/domain/sizing.ts'
import { findStrategy, STRATEGIES } from '../../app/strategy/strategy-catalog.ts'
import { sizingFromText } from './sizing-text.ts'
import { Misuse } from './usage.ts'

/** What fits into a client order id beside the rest. */
const ID_LENGTH_MAX = 8
const NAME_LENGTH_MAX = 60

const percent = z
  .string()
  .regex(/^percent:\d+(\.\d{1,4})?$/, 'must look like "percent:2"')
  .refine((text) => percentIn(text) > 0 && percentIn(text) < 100, {
    message: 'must be above 0 and below 100 percent, or null for none',
  })
const exit = percent.nullish()
const botFile = z.strictObject({
  strategy: z.string(),
  params: z.record(z.string(), z.number()),
  symbol,
  timeframe,
  sizing: z.string(),
  exits: z.strictObject({ stop: exit, target: exit, trailing: exit }).optional(),
})

/** Reads a bot from its file. The bot's id is the file's name: the same file is the same bot the next time. */
export function readBotFile(path: string): Bot {
  return botFrom(parsed(path), basename(path, extname(path)), path)
}

/** A bot as a file or a command line describes it, checked; `source` names that in messages. */
export function botFrom(document: unknown, name: string, source: string): Bot {
  const read = botFile.safeParse(document)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new Misuse(`${source} is no bot: ${issue?.path.join('.') || 'it'} ${issue?.message}.`)
  }
  const { strategy, params, sizing, exits, ...market } = read.data
  checkParameters(source, strategy, params)
  return {
    id: idFrom(name, source),
    name: name.slice(0, NAME_LENGTH_MAX),
    strategyId: strategy,
    parameters: params,
    ...market,
    sizing: sizingIn(source, sizing, typeof exits?.stop === 'string'),
    exits: {
      stop: rateIn(exits?.stop),
      target: rateIn(exits?.target),
      trailing: rateIn(exits?.trailing),
    },
  }
}

function parsed(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new Misuse(`The bot file ${path} cannot be read.`)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Misuse(`The bot file ${path} is not JSON.`)
  }
}

function checkParameters(source: string, strategyId: string, params: Record<string, number>): void {
  const strategy = findStrategy(strategyId)
  if (strategy === undefined) {
    const known = STRATEGIES.map(({ id }) => id).join(', ')
    throw new Misuse(
      `${source} is no bot: there is no strategy "${strategyId}" (there are: ${known}).`,
    )
  }
  const checked = strategy.parameters.safeParse(params)
  if (checked.success) return
  throw new Misuse(`${source} is no bot: ${checked.error.issues[0]?.message ?? 'bad parameters'}.`)
}

function idFrom(name: string, source: string): string {
  const id = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, ID_LENGTH_MAX)
  if (id !== '' && id !== 'manual') return id
  throw new Misuse(`The name of ${source} must have letters or digits, and not be "manual".`)
}

function sizingIn(source: string, text: string, hasStop: boolean): Sizing {
  const read = sizingFromText(text)
  if (!read.ok) throw new Misuse(`${source} is no bot: sizing ${read.error}`)
  const fault = sizingFault(read.value, hasStop)
  if (fault) throw new Misuse(`${source} is no bot: sizing "${text}": ${fault.message}`)
  return sizingFrom(read.value)
}

function percentIn(text: string): number {
  return Number(text.slice(text.indexOf(':') + 1))
}

function rateIn(text: string | null | undefined) {
  return text === null || text === undefined ? null : rateFromPercent(percentIn(text))
}
