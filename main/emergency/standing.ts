import type { EngineStatus } from '../../app/contract/engine-view.ts'
import type { Mode } from '../../app/domain/mode.ts'

/** How trading stands, as far as the tray and the notices of an emergency tell it. */
export interface Standing extends Pick<EngineStatus, 'trading' | 'killSwitch' | 'portfolio'> {
  readonly mode: Mode
}

type Step = NonNullable<EngineStatus['killSwitch']>['steps'][number]

const STEP_WORDS: Readonly<Record<Step['kind'], string>> = {
  halt: 'Stop new orders',
  cancel: 'Cancel all orders',
  flatten: 'Sell everything',
}

/** "LIVE · halted · 2 positions". */
export function standingWords({ mode, trading, portfolio }: Standing): string {
  const count = portfolio.positions.length
  const held = count === 0 ? 'nothing held' : `${count} position${count === 1 ? '' : 's'}`
  return `${mode.toUpperCase()} · ${trading.state} · ${held}`
}

/** "Cancel all orders: running. 3 of 4 are cancelled at the exchange". */
export function stepWords({ kind, state, text }: Step): string {
  return `${STEP_WORDS[kind]}: ${state}. ${text}`.trim()
}

/** What somebody is told who may not see the window: each step once it has begun, is confirmed or has failed. */
export function newsOf(
  before: EngineStatus['killSwitch'],
  after: EngineStatus['killSwitch'],
): string | undefined {
  const changed = (after?.steps ?? []).filter(
    ({ kind, state }) => before?.steps.find((step) => step.kind === kind)?.state !== state,
  )
  const said = changed.filter(({ state }) => state !== 'waiting')
  return said.length === 0 ? undefined : said.map(stepWords).join('\n')
}
