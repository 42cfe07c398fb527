import type { EngineStatus } from '../../contract/engine-view.ts'
import type { MarketSource, WizardDraft } from '../../contract/setup.ts'
import type { Bot } from '../../domain/bot.ts'
import { isFinished, type Order } from '../../domain/order.ts'
import type { AccountSession } from './account-session.ts'

/** What came of going back to paper. */
export type BackToPaper =
  | { readonly kind: 'paper'; readonly session: AccountSession }
  /** It would leave this at the exchange, with nobody to look after it. */
  | { readonly kind: 'asks'; readonly rest: readonly string[] }

/** The same market with simulated money; nothing where money is simulated already. */
export function paperTwin(source: MarketSource): MarketSource | undefined {
  if (source.kind !== 'exchange') return undefined
  const { exchangeId, symbol, timeframe } = source
  return { kind: 'live-data', exchangeId, symbol, timeframe }
}

/** What stays at the exchange when an account is closed, in words. */
export function restOf({ bots, portfolio }: EngineStatus, orders: readonly Order[]): string[] {
  const nameOf = new Map(bots.map(({ id, name }) => [id, name]))
  const held = portfolio.positions.map(
    ({ botId, symbol, quantity }) =>
      `${quantity} ${symbol.split('/')[0]} of ${nameOf.get(botId) ?? 'your own'}`,
  )
  const working = orders.filter((order) => !isFinished(order))
  const inDoubt = working.filter(({ state }) => state === 'unresolved')
  return [
    ...held,
    ...(working.length > 0 ? [`${counted(working.length)} at work`] : []),
    ...(inDoubt.length > 0 ? [`${counted(inDoubt.length)} without an answer so far`] : []),
  ]
}

/** The wizard's answers, as if it had chosen paper. */
export function draftOnPaper(draft: WizardDraft, source: MarketSource): WizardDraft {
  return { ...draft, mode: 'paper', source }
}

interface Left {
  readonly from: string
  readonly to: string
  readonly bots: readonly Bot[]
  readonly rest: readonly string[]
}

/** What the audit log keeps of it. */
export function backToPaperEntry({ from, to, bots, rest }: Left) {
  const names = bots.map(({ name }) => `"${name}"`).join(', ')
  const left = rest.length > 0 ? `; left at the exchange: ${rest.join(', ')}` : ''
  return {
    actor: 'window',
    action: 'back to paper',
    subject: `account ${from}`,
    detail: `to ${to} with ${names === '' ? 'no bot' : names}; real money is not armed any more${left}`,
  } as const
}

function counted(orders: number): string {
  return orders === 1 ? '1 order' : `${orders} orders`
}
