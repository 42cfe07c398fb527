import type { EngineStatus, OrderView } from '../../app/contract/engine-view.ts'
import { BREAKER_WORDS } from './breaker-words.ts'
import { counted, wholeSentence } from './words.ts'

export type Level = 'well' | 'working' | 'attention' | 'danger'

/** One thing that is not as it should be. */
export type Trouble = {
  readonly level: 'attention' | 'danger'
  /** A word or two, for the strip. */
  readonly short: string
  readonly text: string
}

/** Everything that is not as it should be, the worst first. */
export function troublesOf(
  status: EngineStatus,
  orders: readonly Pick<OrderView, 'state'>[],
): readonly Trouble[] {
  const found = [
    ...feedTroubles(status),
    ...killSwitchTroubles(status),
    ...tradingTroubles(status),
    ...tripTroubles(status),
    ...recordTroubles(status, orders),
    ...botTroubles(status),
  ]
  return found.toSorted((one, other) => rank(one) - rank(other))
}

function rank({ level }: Trouble): number {
  return level === 'danger' ? 0 : 1
}

function feedTroubles({ feed }: EngineStatus): readonly Trouble[] {
  if (feed.state === 'failed') {
    return [{ level: 'danger', short: 'Failed', text: `Market data has failed. ${feed.message}` }]
  }
  if (feed.state !== 'stale') return []
  return [{ level: 'attention', short: 'Stale', text: `Market data is stale. ${feed.message}` }]
}

function killSwitchTroubles({ killSwitch }: EngineStatus): readonly Trouble[] {
  const open = killSwitch?.steps.filter(({ state }) => state !== 'confirmed') ?? []
  return open.map(({ state, text }) => ({
    level: 'danger',
    short: state === 'failed' ? 'Kill switch failed' : 'Kill switch at work',
    text,
  }))
}

function tradingTroubles({ trading }: EngineStatus): readonly Trouble[] {
  if (trading.state === 'halted') {
    return [
      {
        level: 'danger',
        short: 'Halted',
        text: `Trading is halted. ${wholeSentence(trading.reason)}`,
      },
    ]
  }
  if (trading.state !== 'reducing') return []
  return [
    {
      level: 'attention',
      short: 'Reducing',
      text: `Only reducing. ${wholeSentence(trading.reason)}`,
    },
  ]
}

function tripTroubles({ trips }: EngineStatus): readonly Trouble[] {
  return trips.map(({ name, setting, reason }) => ({
    level: setting.action === 'warn' || setting.action === 'reduce' ? 'attention' : 'danger',
    short: 'Breaker tripped',
    text: wholeSentence(`${BREAKER_WORDS[name].title}: ${reason}`),
  }))
}

function recordTroubles(
  { drifts, reconciliation }: EngineStatus,
  orders: readonly Pick<OrderView, 'state'>[],
): readonly Trouble[] {
  const unresolved = orders.filter(({ state }) => state === 'unresolved').length
  const troubles: readonly (Trouble | false)[] = [
    unresolved > 0 && {
      level: 'attention',
      short: `${unresolved} unresolved`,
      text: `${counted(unresolved, 'order')} sent without a clear answer.`,
    },
    drifts.length > 0 && {
      level: 'attention',
      short: counted(drifts.length, 'drift'),
      text: `${counted(drifts.length, 'drift')} to decide about.`,
    },
    !reconciliation.isReconciled &&
      reconciliation.trouble !== '' && {
        level: 'attention',
        short: 'Not reconciled',
        text: `The account is not reconciled. ${reconciliation.trouble}`,
      },
  ]
  return troubles.filter((trouble) => trouble !== false)
}

function botTroubles({ bots }: EngineStatus): readonly Trouble[] {
  return bots
    .filter(({ status, trading }) => status === 'running' && trading.state !== 'active')
    .map(({ name, trading }) => ({
      level: 'attention',
      short: trading.state === 'halted' ? 'Bot halted' : 'Bot reducing',
      text: wholeSentence(`${name}: ${trading.reason}`),
    }))
}
