import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import type { BotSetup } from '../../../app/contract/setup.ts'
import { NumberField } from './number-field.tsx'

const EXITS = [
  {
    key: 'stopPercent',
    label: 'Stop',
    unit: '% below entry',
    help: 'Sells when the loss reaches this.',
    start: 2,
  },
  {
    key: 'targetPercent',
    label: 'Target',
    unit: '% above entry',
    help: 'Sells when the gain reaches this.',
    start: 4,
  },
  {
    key: 'trailingPercent',
    label: 'Trailing stop',
    unit: '% below the highest',
    help: 'Follows the price up, never down.',
    start: 3,
  },
] as const

/** Exits that work beside the strategy's own; each can be left out. */
export function ExitFields({ form }: { readonly form: UseFormReturn<BotSetup> }) {
  return (
    <fieldset className="@container">
      <legend className="font-strong">Exits</legend>
      <p className="text-small text-ink-soft">
        Optional: the bot sells at these too, whatever its strategy thinks.
      </p>
      <div className="mt-3 grid items-start gap-3 @md:grid-cols-3">
        {EXITS.map((exit) => (
          <ExitField key={exit.key} form={form} exit={exit} />
        ))}
      </div>
    </fieldset>
  )
}

type ExitFieldProps = {
  readonly form: UseFormReturn<BotSetup>
  readonly exit: (typeof EXITS)[number]
}

function ExitField({ form, exit }: ExitFieldProps) {
  const name = `exits.${exit.key}` as const
  const [isUsed, setUsed] = useState(form.getValues(name) !== null)
  const toggle = (isWanted: boolean) => {
    setUsed(isWanted)
    form.setValue(name, isWanted ? exit.start : null, { shouldValidate: true })
    // A size by the stop is wrong without one.
    void form.trigger('sizing')
  }
  return (
    <div className="rounded-large border border-line bg-panel p-3">
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          className="size-4"
          checked={isUsed}
          onChange={(event) => toggle(event.target.checked)}
        />
        {`Use a ${exit.label.toLowerCase()}`}
      </label>
      {isUsed && (
        <div className="mt-3">
          <NumberField
            form={form}
            name={name}
            label={exit.label}
            unit={exit.unit}
            help={exit.help}
            limits={{ min: 0.05, max: 95, step: 0.05 }}
          />
        </div>
      )}
    </div>
  )
}
