import { zodResolver } from '@hookform/resolvers/zod'
import type { FormEvent } from 'react'
import { useForm } from 'react-hook-form'
import type { SearchWish } from '../../../../app/contract/search-view.ts'
import { StrategyField } from '../../../components/bot-fields/strategy-field.tsx'
import { Button } from '../../../components/button.tsx'
import {
  firstSearch,
  type SearchFields,
  searchFormSchema,
  searchWishOf,
} from '../../../forms/search-form.ts'
import { MarketParts } from '../backtest/market-parts.tsx'
import { useBacktestForms } from '../backtest/use-backtest-forms.ts'
import type { Bench } from '../workbench.tsx'
import { RangeFields } from './range-fields.tsx'
import { WayFields } from './way-fields.tsx'

type SearchFormProps = Bench & { readonly onStart: (wish: SearchWish) => void }

/** Which parameters to search, on which candles, at what cost. Nothing wrong leaves it. */
export function SearchForm({ strategies, series, reload, onStart }: SearchFormProps) {
  const forms = useBacktestForms({ strategies, list: series, before: null })
  const { strategy } = forms
  const search = useForm<SearchFields>({
    mode: 'onTouched',
    resolver: zodResolver(searchFormSchema(strategy)),
    defaultValues: firstSearch(strategy),
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const [backtest, isSound] = await Promise.all([forms.wish(), search.trigger()])
    if (backtest !== null && isSound) onStart(searchWishOf(backtest, search.getValues()))
  }
  const choose = (id: string) => {
    const chosen = strategies.find((one) => one.id === id) ?? strategy
    forms.chooseStrategy(chosen.id)
    search.reset({ ...search.getValues(), ranges: firstSearch(chosen).ranges })
  }
  return (
    <form
      noValidate
      aria-label="Search"
      className="flex h-full flex-col"
      onSubmit={(event) => void submit(event)}
    >
      <div className="relative flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto p-4">
        <fieldset className="flex flex-col gap-3">
          <legend className="sr-only">Search</legend>
          <StrategyField strategies={strategies} chosen={strategy} onChoose={choose} />
          <RangeFields key={strategy.id} form={search} strategy={strategy} />
          <WayFields form={search} />
        </fieldset>
        <MarketParts {...{ forms, list: series, reload }} />
      </div>
      <footer className="shrink-0 border-line border-t p-3">
        <Button type="submit" variant="primary" className="w-full">
          Search for parameters
        </Button>
      </footer>
    </form>
  )
}
