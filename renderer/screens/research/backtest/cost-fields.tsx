import type { ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { COST_LIMITS } from '../../../../app/contract/research.ts'
import { NumberField } from '../../../components/bot-fields/number-field.tsx'
import { Field, INPUT_CLASSES } from '../../../components/field.tsx'
import type { RunFields } from '../../../forms/backtest-form.ts'

const COSTS = [
  { key: 'feePercent', label: 'Fee', help: 'Of each trade.' },
  { key: 'spreadPercent', label: 'Spread', help: 'Between bid and ask.' },
  { key: 'slippagePercent', label: 'Slippage', help: 'Worse than the best price.' },
] as const

const LIMITS = { ...COST_LIMITS, step: 0.001 }

type CostFieldsProps = {
  readonly form: UseFormReturn<RunFields>
  readonly quote: string
  /** What only some want to say of it. */
  readonly children: ReactNode
}

/** How much there is to trade with, and what trading takes: there is no run without it. */
export function CostFields({ form, quote, children }: CostFieldsProps) {
  const { startingBalance } = form.formState.errors
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-strong">Money and costs</legend>
      <Field label="Cash" unit={quote} error={startingBalance?.message}>
        {(ids) => (
          <input
            {...ids}
            {...form.register('startingBalance')}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            className={INPUT_CLASSES}
          />
        )}
      </Field>
      <div className="grid grid-cols-3 items-start gap-3">
        {COSTS.map(({ key, label, help }) => (
          <NumberField
            key={key}
            form={form}
            name={`costs.${key}`}
            label={label}
            unit="%"
            help={help}
            limits={LIMITS}
          />
        ))}
      </div>
      {children}
    </fieldset>
  )
}
