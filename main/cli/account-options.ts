import { resolve } from 'node:path'
import { type MarketSource, marketSource } from '../../app/contract/setup.ts'
import type { Mode } from '../../app/domain/mode.ts'
import { MODES } from '../../app/domain/mode.ts'
import type { Timeframe } from '../../app/domain/timeframe.ts'
import { DEMO_SOURCE } from '../../app/engine/session/profile-documents.ts'
import { defaultProfileDirectory } from './profile-directory.ts'
import { Misuse } from './usage.ts'

/** The options by which every command names a profile and an account in it. */
export const ACCOUNT_OPTIONS = {
  profile: { type: 'string' },
  mode: { type: 'string' },
  exchange: { type: 'string' },
  'exchange-url': { type: 'string' },
} as const

export interface AccountChoice {
  readonly profile?: string | undefined
  readonly mode?: string | undefined
  readonly exchange?: string | undefined
  readonly 'exchange-url'?: string | undefined
}

export function profileOf({ profile }: AccountChoice): string {
  return profile ? resolve(profile) : defaultProfileDirectory()
}

export function modeOf({ mode }: AccountChoice): Mode {
  const known = MODES.find((one) => one === mode)
  if (known === undefined) throw new Misuse(`--mode must be one of ${MODES.join(', ')}.`)
  return known
}

/** The candles that come with an account when no bot says which. */
const TIMEFRAME_DEFAULT: Timeframe = '1m'

export interface Series {
  readonly symbol: string
  readonly timeframe?: Timeframe
}

/** Which account is meant, with the market that it opens on. */
export function sourceOf(choice: AccountChoice, series: Series | undefined): MarketSource {
  const mode = modeOf(choice)
  if (mode === 'demo') return DEMO_SOURCE
  if (choice.exchange === undefined) throw new Misuse(`--mode ${mode} needs --exchange.`)
  if (series === undefined) throw new Misuse(`--mode ${mode} needs a bot or a symbol.`)
  const { symbol, timeframe = TIMEFRAME_DEFAULT } = series
  const market = { exchangeId: choice.exchange, symbol, timeframe }
  const source = marketSource.safeParse(
    mode === 'paper' ? { kind: 'live-data', ...market } : { kind: 'exchange', mode, ...market },
  )
  if (source.success) return source.data
  const [issue] = source.error.issues
  throw new Misuse(`The ${nameOf(issue?.path.at(-1))} ${issue?.message}.`)
}

function nameOf(field: PropertyKey | undefined): string {
  return field === 'exchangeId' ? 'exchange' : String(field ?? 'account')
}
