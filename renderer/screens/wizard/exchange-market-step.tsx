import { useCallback, useState } from 'react'
import type { KeyMode, KeyView } from '../../../app/contract/keys.ts'
import type { ExchangeView, MarketSource } from '../../../app/contract/setup.ts'
import { listKeys, openKeyWindow } from '../../actions/keys.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { ChoiceCard } from '../../components/choice-card.tsx'
import { ExchangeAddress } from '../../components/exchange-address.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { usePolled } from '../../components/use-polled.ts'
import { ExchangeMarkets } from './exchange-markets.tsx'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'

/** A key that was typed into its own window shows soon after. */
const LOOK_AGAIN_MS = 1_000

type ExchangeSource = Extract<MarketSource, { kind: 'exchange' }>
type ExchangeMarketStepProps = StepProps & { readonly mode: KeyMode }

/** An exchange that there is a key for, and one of its markets: orders go there. */
export function ExchangeMarketStep({
  draft,
  mode,
  change,
  advance,
  back,
}: ExchangeMarketStepProps) {
  const source =
    draft.source?.kind === 'exchange' && draft.source.mode === mode ? draft.source : null
  const { value: keys, problem } = usePolled(listKeys, LOOK_AGAIN_MS)
  const [exchanges] = useAnswer(useCallback(() => request('listExchanges', null), []))
  const all = exchanges.kind === 'ready' ? exchanges.value : []
  const [exchangeId, setExchangeId] = useState(source?.exchangeId ?? null)
  const usable = (keys ?? []).filter((key) => key.mode === mode)
  const chosen = all.find(({ id }) => id === exchangeId)
  return (
    <StepFrame
      title={mode === 'live' ? 'Where does the real money trade?' : 'Which testnet?'}
      explanation={[
        'Orders go to the exchange, so it has to know you: by an API key, which is kept in the keychain of your system.',
        'Give the key the right to trade, never to withdraw, and bind it to your address where the exchange lets you.',
      ]}
      continueWords="Continue to bot"
      canContinue={source !== null && usable.some((key) => key.exchangeId === source.exchangeId)}
      missing={
        usable.length === 0 ? 'Add an API key first.' : 'Choose an exchange and a symbol first.'
      }
      onContinue={() => void advance({})}
      back={back}
    >
      {problem && <ProblemBox problem={problem} />}
      <fieldset className="flex flex-col gap-3">
        <legend className="sr-only">Exchange</legend>
        {usable.map((key) => (
          <ChoiceCard
            key={key.exchangeId}
            group="exchange"
            title={all.find(({ id }) => id === key.exchangeId)?.name ?? key.exchangeId}
            text={keyText(key)}
            isChosen={exchangeId === key.exchangeId}
            onChoose={() => setExchangeId(key.exchangeId)}
          />
        ))}
      </fieldset>
      <AnotherKey mode={mode} exchanges={all} isFirst={usable.length === 0} />
      {chosen && usable.some((key) => key.exchangeId === chosen.id) && (
        <div className="mt-6 flex flex-col gap-5">
          <ExchangeMarkets
            key={chosen.id}
            exchange={chosen}
            value={source?.exchangeId === chosen.id ? source : null}
            onChange={(market) => void change({ source: sourceAt(chosen, mode, market) })}
          />
        </div>
      )}
    </StepFrame>
  )
}

function sourceAt(
  { id: exchangeId }: ExchangeView,
  mode: KeyMode,
  market: Pick<ExchangeSource, 'symbol' | 'timeframe'>,
): ExchangeSource {
  return { kind: 'exchange', mode, exchangeId, symbol: market.symbol, timeframe: market.timeframe }
}

function keyText({ ending, report }: KeyView): string {
  if (report.mayTrade === false) return `Key …${ending}, which may not trade.`
  return `Key …${ending}${report.mayTrade === true ? ', which may trade.' : '.'}`
}

type AnotherKeyProps = {
  readonly mode: KeyMode
  readonly exchanges: readonly ExchangeView[]
  readonly isFirst: boolean
}

/** The key itself is typed into a window of its own, which tries it at the exchange. */
function AnotherKey({ mode, exchanges, isFirst }: AnotherKeyProps) {
  const [exchangeId, setExchangeId] = useState('')
  const options = exchanges.map(({ id, name }) => ({ value: id, label: name }))
  const chosen = exchanges.find(({ id }) => id === exchangeId)
  return (
    <section className="mt-4 rounded-large border border-line bg-panel p-4">
      <h2 className="font-strong">{isFirst ? 'Add an API key' : 'Another exchange'}</h2>
      <p className="mt-1 text-small text-ink-soft">
        {mode === 'live' ? 'Make one at the exchange' : 'Make one at the exchange’s testnet'}, with
        the right to read and to trade. It is tried before it is kept, and refused if it may
        withdraw.
      </p>
      <div className="mt-3 flex items-end gap-3">
        <div className="w-64">
          <SelectField
            label="Exchange of the key"
            options={[{ value: '', label: 'Choose an exchange' }, ...options]}
            value={exchangeId}
            onChange={setExchangeId}
          />
        </div>
        <Button
          disabled={exchangeId === ''}
          onClick={() => void openKeyWindow({ mode, exchangeId })}
        >
          Add a key…
        </Button>
      </div>
      {chosen && (
        <details className="mt-4">
          <summary className="font-strong text-small">Another address for {chosen.name}</summary>
          <div className="mt-3">
            <ExchangeAddress key={chosen.id} exchange={chosen} onSaved={() => undefined} />
          </div>
        </details>
      )}
    </section>
  )
}
