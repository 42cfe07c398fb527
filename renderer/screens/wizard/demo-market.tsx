import { useState } from 'react'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'

const SEED_MAX = 2 ** 31 - 1

type DemoMarketProps = { readonly seed: number; readonly onSeed: (seed: number) => void }

/** Nothing to choose; the seed is there for those who look for it. */
export function DemoMarket({ seed, onSeed }: DemoMarketProps) {
  return (
    <>
      <p>
        Nothing to choose here. The market opens with 500 past candles, so that the chart is full
        and the bot has something to go by from its first moment.
      </p>
      <details className="mt-6 rounded-large border border-line bg-panel px-4 py-3">
        <summary className="font-strong">Advanced</summary>
        <SeedField seed={seed} onSeed={onSeed} />
      </details>
    </>
  )
}

function SeedField({ seed, onSeed }: DemoMarketProps) {
  const [typed, setTyped] = useState(String(seed))
  const isValid = /^\d{1,10}$/.test(typed) && Number(typed) <= SEED_MAX
  return (
    <div className="mt-4 max-w-60">
      <Field
        label="Seed"
        help="Another seed is another market, with an account of its own."
        error={isValid ? undefined : `Enter a whole number from 0 to ${SEED_MAX}.`}
      >
        {(ids) => (
          <input
            {...ids}
            type="text"
            inputMode="numeric"
            className={INPUT_CLASSES}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onBlur={() => isValid && onSeed(Number(typed))}
          />
        )}
      </Field>
    </div>
  )
}
