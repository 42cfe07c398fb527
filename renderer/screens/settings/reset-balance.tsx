import { zodResolver } from '@hookform/resolvers/zod'
import { type FormEvent, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { AccountView } from '../../../app/contract/engine-view.ts'
import { resetAccount } from '../../actions/trading.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/confirmation.tsx'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'
import { counted } from '../../format/words.ts'
import { balanceForm } from '../../forms/balance-form.ts'
import { useEngine } from '../../stores/engine-store.ts'

type ResetBalanceProps = { readonly account: AccountView; readonly onClose: () => void }

/** Says what will be archived before it is. */
export function ResetBalance({ account, onClose }: ResetBalanceProps) {
  const [isBusy, setBusy] = useState(false)
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(balanceForm),
    defaultValues: { startingBalance: account.startingBalance },
  })
  const reset = handleSubmit(async ({ startingBalance }) => {
    setBusy(true)
    if (await resetAccount(startingBalance)) onClose()
    else setBusy(false)
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void reset()
  }
  return (
    <Confirmation title="Reset the balance?" onClose={onClose}>
      <ArchivedWords />
      <form noValidate className="mt-5" onSubmit={onSubmit}>
        <Field
          label="New balance"
          unit={account.quote}
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
        <div className="mt-6 flex justify-end gap-3">
          <Button onClick={onClose}>Keep the account</Button>
          <Button type="submit" variant="danger" disabled={isBusy}>
            Archive and reset
          </Button>
        </div>
      </form>
    </Confirmation>
  )
}

function ArchivedWords() {
  const orders = useEngine((snapshot) => snapshot.orders.length) ?? 0
  const fills = useEngine((snapshot) => snapshot.fills.length) ?? 0
  const positions = useEngine(({ status }) => status.portfolio.positions.length) ?? 0
  return (
    <p className="mt-3 text-ink-soft">
      All bots stop. The ledger with its {counted(orders, 'order')}, {counted(fills, 'fill')} and{' '}
      {counted(positions, 'open position')} is archived in your profile, and an empty one starts
      with the balance below.
    </p>
  )
}
