import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { z } from 'zod'
import { limitFaults } from '../../app/contract/limit-faults.ts'
import { type LimitsView, limitsView } from '../../app/contract/risk-view.ts'
import { sizingFault, sizingFrom } from '../../app/contract/sizing-setup.ts'
import { symbol, timeframe } from '../../app/contract/values.ts'
import { rateFromPercent } from '../../app/domain/amount.ts'
import type { Bot } from '../../app/domain/bot.ts'
import { NO_LIMITS } from '../../app/domain/risk-limits.ts'
import type { Sizing } from '../../app/domain/sizing.ts'
import { limitsViewOf } from '../../app/engine/view/limits-view.ts'
import {
  findStrategy,
  listStrategies,
  strategyFaultOf,
} from '../../app/strategy/strategy-catalog.ts'
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
const botLimits = z.strictObject(limitsView.partial().shape)
const exit = percent.nullish()
/** What the file of a bot holds, but for its limits. */
export const botFile = z.strictObject({
  strategy: z.string(),
  params: z.record(z.string(), z.number()),
  symbol,
  timeframe,
  sizing: z.string(),
  exits: z.strictObject({ stop: exit, target: exit, trailing: exit }).optional(),
})

/** A bot with the limits that its file sets; null where it sets none, and those that the bot has stay. */
export interface BotFile {
  readonly bot: Bot
  readonly limits: LimitsView | null
}

/** Reads a bot from its file. The bot's id is the file's name: the same file is the same bot the next time. */
export function readBotFile(path: string): BotFile {
  const document = parsed(path)
  const { limits, ...bot } = fileOf(document, path)
  return {
    bot: botFrom(bot, basename(path, extname(path)), path),
    limits: limits === undefined ? null : limitsIn(path, limits),
  }
}

function fileOf(document: unknown, path: string): Readonly<Record<string, unknown>> {
  const file = z.record(z.string(), z.unknown()).safeParse(document)
  if (file.success) return file.data
  throw new Misuse(`${path} is no bot: it must be an object.`)
}

/** What is not named is not limited. */
function limitsIn(path: string, document: unknown): LimitsView {
  const read = botLimits.safeParse(document)
  if (!read.success) {
    const [issue] = read.error.issues
    const field = ['limits', ...(issue?.path ?? [])].join('.')
    throw new Misuse(`${path} is no bot: ${field}: ${issue?.message}.`)
  }
  const named = Object.entries(read.data).filter(([, value]) => value !== undefined)
  const limits: LimitsView = { ...limitsViewOf(NO_LIMITS), ...Object.fromEntries(named) }
  const [fault] = Object.entries(limitFaults(limits))
  if (fault === undefined) return limits
  throw new Misuse(`${path} is no bot: limits.${fault[0]}: ${fault[1]}`)
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
    const fault = strategyFaultOf(strategyId)
    if (fault !== undefined) throw new Misuse(`${source} is no bot: ${fault}`)
    const known = listStrategies()
      .map(({ id }) => id)
      .join(', ')
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
