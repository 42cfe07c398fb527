import type { FormEvent } from 'react'
import type { BacktestWish, CandleSeries } from '../../../../app/contract/research.ts'
import type { StrategyView } from '../../../../app/contract/setup.ts'
import { ParameterField } from '../../../components/bot-fields/parameter-field.tsx'
import { StrategyField } from '../../../components/bot-fields/strategy-field.tsx'
import { Button } from '../../../components/button.tsx'
import { MarketParts } from './market-parts.tsx'
import { type BacktestForms, useBacktestForms } from './use-backtest-forms.ts'

type BacktestFormProps = {
  readonly strategies: readonly [StrategyView, ...StrategyView[]]
  readonly list: readonly [CandleSeries, ...CandleSeries[]]
  /** As it was asked for last. */
  readonly before: BacktestWish | null
  readonly isRunning: boolean
  /** Asks for the list again, in which a file is that was just brought in. */
  readonly reload: () => Promise<readonly CandleSeries[]>
  readonly onStart: (wish: BacktestWish) => void
}

/** What to test, on which candles, with how much, at what cost. Nothing wrong leaves it. */
export function BacktestForm(props: BacktestFormProps) {
  const { strategies, list, before, isRunning, reload, onStart } = props
  const forms = useBacktestForms({ strategies, list, before })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wish = await forms.wish()
    if (wish !== null) onStart(wish)
  }
  return (
    <form
      noValidate
      aria-label="Backtest"
      className="flex h-full flex-col"
      onSubmit={(event) => void submit(event)}
    >
      <div className="relative flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto p-4">
        <StrategyPart forms={forms} strategies={strategies} />
        <MarketParts {...{ forms, list, reload }} />
      </div>
      <footer className="shrink-0 border-line border-t p-3">
        <Button type="submit" variant="primary" className="w-full" disabled={isRunning}>
          {isRunning ? 'Running…' : 'Run the backtest'}
        </Button>
      </footer>
    </form>
  )
}

type StrategyPartProps = Pick<BacktestFormProps, 'strategies'> & { readonly forms: BacktestForms }

function StrategyPart({ forms, strategies }: StrategyPartProps) {
  const { bot, strategy, chooseStrategy } = forms
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">Strategy</legend>
      <StrategyField strategies={strategies} chosen={strategy} onChoose={chooseStrategy} />
      <p className="-mt-1 text-small text-ink-soft">{strategy.description}</p>
      <div className="grid grid-cols-2 items-start gap-3">
        {strategy.fields.map((field) => (
          <ParameterField key={`${strategy.id} ${field.key}`} form={bot} field={field} />
        ))}
      </div>
    </fieldset>
  )
}
