import { Eye, OctagonX } from 'lucide-react'
import { haltTrading } from '../actions/trading.ts'
import { formatMoney } from '../format/decimal.ts'
import { MODE_WORDS } from '../format/words.ts'
import { useApp } from '../stores/app-store.ts'
import { useEngine } from '../stores/engine-store.ts'
import { Button } from './button.tsx'
import { Condition } from './condition.tsx'
import { PaperSwitch } from './paper-switch.tsx'
import { SignedAmount } from './signed-amount.tsx'

/** Which money is at stake, how it is doing, and the way to stop: on every screen, in the same place. */
export function ModeStrip() {
  const account = useEngine((snapshot) => snapshot.account)
  if (!account) return null
  const { word, money } = MODE_WORDS[account.mode]
  return (
    <section
      data-testid="mode-strip"
      aria-label="Trading mode"
      className="flex h-11 shrink-0 items-stretch border-line border-b bg-mode-tint"
    >
      <strong
        title={money}
        className="mode-surface flex items-center bg-mode px-4 text-large font-strong tracking-[0.08em] text-on-solid"
      >
        {word}
      </strong>
      <div className="flex min-w-0 flex-1 items-center gap-6 px-4">
        <p className="min-w-0 truncate">
          <span className="inline-block font-strong first-letter:uppercase">{account.title}</span>
          <span className="text-ink-soft"> · {money}</span>
        </p>
        <Equity currency={account.quote} />
      </div>
      <div className="flex items-center gap-4 pr-2">
        <ViewOnlyMark />
        <PaperSwitch />
        <Condition />
        <HaltButton />
      </div>
    </section>
  )
}

function Equity({ currency }: { readonly currency: string }) {
  const worth = useEngine(({ status }) => status.portfolio.worth)
  const change = useEngine(({ status }) => status.portfolio.change) ?? '0'
  const percent = useEngine(({ status }) => status.portfolio.changePercent) ?? 0
  return (
    <p className="ml-auto flex items-baseline gap-3 whitespace-nowrap">
      <span className="text-small text-ink-soft">Equity</span>
      <span
        className="text-large font-strong"
        title="Free and reserved balances, plus the open position at the middle of the market"
      >
        {formatMoney(worth?.equity ?? '0', worth?.currency ?? currency)}{' '}
        <span className="text-small font-normal">{worth?.currency ?? currency}</span>
      </span>
      <Unpriced currencies={worth?.unpriced ?? []} />
      <SignedAmount
        amount={change}
        currency={currency}
        percent={percent}
        title="Since this account was opened"
      />
    </p>
  )
}

/** What is held and not in the sum is said beside it. */
function Unpriced({ currencies }: { readonly currencies: readonly string[] }) {
  if (currencies.length === 0) return null
  const title = `Held, and not counted: no price of ${currencies.join(', ')} is known`
  const words = currencies.length === 1 ? currencies[0] : `${currencies.length} currencies`
  return (
    <span className="text-attention text-small" title={title}>
      without {words}
    </span>
  )
}

/** Why nothing here can be changed. */
function ViewOnlyMark() {
  const isViewOnly = useApp((state) => state.app?.isViewOnly ?? false)
  if (!isViewOnly) return null
  return (
    <span
      className="flex items-center gap-1.5 font-strong text-small"
      title="Nothing can be changed here, but trading can be halted. Settings end this."
    >
      <Eye aria-hidden="true" size={15} />
      View only
    </span>
  )
}

function HaltButton() {
  const isHalted = useEngine(({ status }) => status.trading.state === 'halted') ?? false
  return (
    <Button
      variant={isHalted ? 'halted' : 'danger'}
      size="small"
      className="h-8 w-28 tracking-[0.06em]"
      aria-label={isHalted ? 'Trading is halted' : 'Halt trading'}
      title="No new orders from this moment on. Cancelling stays possible."
      disabled={isHalted}
      onClick={() => void haltTrading()}
    >
      <OctagonX aria-hidden="true" size={16} />
      {isHalted ? 'HALTED' : 'HALT'}
    </Button>
  )
}
