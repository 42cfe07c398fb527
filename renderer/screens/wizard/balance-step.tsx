import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'
import { formatDecimal } from '../../format/decimal.ts'
import { balanceForm } from '../../forms/balance-form.ts'
import { quoteOf } from './source-words.ts'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'

const USUAL_BALANCES = ['1000', '10000', '100000']

export function BalanceStep({ draft, advance, back }: StepProps) {
  const { register, handleSubmit, setValue, formState } = useForm({
    resolver: zodResolver(balanceForm),
    defaultValues: { startingBalance: draft.startingBalance },
  })
  const quote = quoteOf(draft.source)
  return (
    <StepFrame
      title="How much does the account start with?"
      explanation={[
        'It is simulated money, so take an amount you would really use: the results mean more then.',
        'An account that exists keeps its balance; you can reset it later in the settings.',
      ]}
      continueWords="Continue to backtest"
      onContinue={() => void handleSubmit((balance) => advance(balance))()}
      back={back}
    >
      <div className="max-w-72">
        <Field
          label="Starting balance"
          unit={quote}
          error={formState.errors.startingBalance?.message}
        >
          {(ids) => (
            <input
              {...ids}
              {...register('startingBalance')}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              className={INPUT_CLASSES}
            />
          )}
        </Field>
        <div className="mt-3 flex gap-2">
          {USUAL_BALANCES.map((balance) => (
            <Button
              key={balance}
              size="small"
              onClick={() => setValue('startingBalance', balance, { shouldValidate: true })}
            >
              {formatDecimal(balance, 0)}
            </Button>
          ))}
        </div>
      </div>
    </StepFrame>
  )
}
