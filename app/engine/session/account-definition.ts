import type { BotSetup, MarketSource } from '../../contract/setup.ts'
import { sizingFrom } from '../../contract/sizing-setup.ts'
import { percentOf, sizingSetupOf } from '../../contract/sizing-setup-of.ts'
import { type Rate, rateFromPercent } from '../../domain/amount.ts'
import type { Bot } from '../../domain/bot.ts'
import type { Mode } from '../../domain/mode.ts'
import type { Timeframe } from '../../domain/timeframe.ts'

/**
 * One simulated market, one account with a ledger of its own: results from different markets never mix. At an exchange,
 * the account is what the exchange calls one, whatever is traded there.
 */
export interface AccountDefinition {
  readonly id: string
  readonly mode: Mode
  readonly source: MarketSource
  /** At an exchange, where more than one market is traded, and perhaps not by us alone. */
  readonly isShared: boolean
}

export function defineAccount(source: MarketSource): AccountDefinition {
  switch (source.kind) {
    case 'demo':
      return { id: `demo-${source.seed}`, mode: 'demo', source, isShared: false }
    case 'replay':
      return {
        id: `replay-${source.importId}-${dashed(source.symbol)}`,
        mode: 'paper',
        source,
        isShared: false,
      }
    case 'live-data':
      return {
        id: `paper-${source.exchangeId}-${dashed(source.symbol)}-${source.timeframe}`,
        mode: 'paper',
        source,
        isShared: false,
      }
    case 'exchange':
      return {
        id: `${source.mode}-${source.exchangeId}`,
        mode: source.mode,
        source,
        isShared: true,
      }
  }
}

/** Whether real money is traded in the account with this id. */
export function isLiveAccount(id: string): boolean {
  return id.startsWith('live-')
}

function dashed(symbol: string): string {
  return symbol.toLowerCase().replace('/', '-')
}

/** The bot that the wizard describes: always the same one of an account, whose position follows it when it is changed. */
export function botFromSetup(setup: BotSetup, symbol: string, timeframe: Timeframe): Bot {
  const { stopPercent, targetPercent, trailingPercent } = setup.exits
  return {
    id: BOT_ID,
    name: setup.name,
    strategyId: setup.strategyId,
    parameters: setup.parameters,
    symbol,
    timeframe,
    sizing: sizingFrom(setup.sizing),
    exits: {
      stop: rate(stopPercent),
      target: rate(targetPercent),
      trailing: rate(trailingPercent),
    },
  }
}

const BOT_ID = 'bot1'

/** More on one account nobody keeps an eye on. */
export const BOTS_MAX = 20

/** The first id that none of these bots has. */
export function freeBotId(takenIds: readonly string[]): string {
  const taken = new Set(takenIds)
  let number = 1
  while (taken.has(`bot${number}`)) number += 1
  return `bot${number}`
}

/** A bot as people would set it up; `botFromSetup` turns it back. */
export function setupOfBot({ name, strategyId, parameters, sizing, exits }: Bot): BotSetup {
  const percent = (share: Rate | null) => (share === null ? null : percentOf(share))
  return {
    ...{ name, strategyId, parameters: { ...parameters } },
    sizing: sizingSetupOf(sizing),
    exits: {
      stopPercent: percent(exits.stop),
      targetPercent: percent(exits.target),
      trailingPercent: percent(exits.trailing),
    },
  }
}

function rate(percent: number | null) {
  return percent === null ? null : rateFromPercent(percent)
}
