import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import type { ExchangeView } from '../../app/contract/setup.ts'
import { saveExchangeUrl } from '../actions/setup.ts'
import { addressForm } from '../forms/address-form.ts'
import { useApp } from '../stores/app-store.ts'
import { Button } from './button.tsx'
import { Field, INPUT_CLASSES } from './field.tsx'

type ExchangeAddressProps = {
  readonly exchange: ExchangeView
  readonly onSaved: () => void
}

/** Another address for an exchange: a regional host, a proxy, a test server. Not a form, since it sits in one. */
export function ExchangeAddress({ exchange, onSaved }: ExchangeAddressProps) {
  const settings = useApp((state) => state.app?.settings)
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(addressForm),
    defaultValues: { address: settings?.exchangeUrls[exchange.id] ?? '' },
  })
  if (!settings) return null
  const save = handleSubmit(async ({ address }) => {
    if (await saveExchangeUrl(exchange.id, address === '' ? null : address)) onSaved()
  })
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <Field
          label={`Address of ${exchange.name}`}
          help="Leave it empty for the exchange's usual address."
          error={formState.errors.address?.message}
        >
          {(ids) => (
            <input
              {...ids}
              {...register('address')}
              type="url"
              spellCheck={false}
              placeholder="https://api.example.com"
              className={INPUT_CLASSES}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                void save()
              }}
            />
          )}
        </Field>
      </div>
      <Button className="mt-6" onClick={() => void save()}>
        Save address
      </Button>
    </div>
  )
}
