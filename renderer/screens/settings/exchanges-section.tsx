import { useEffect, useState } from 'react'
import type { ExchangeView } from '../../../app/contract/setup.ts'
import { perform, showDone } from '../../actions/perform.ts'
import { request } from '../../api/request.ts'
import { classNames } from '../../components/class-names.ts'
import { ExchangeAddress } from '../../components/exchange-address.tsx'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'
import { useApp } from '../../stores/app-store.ts'
import { SettingsSection } from './settings-section.tsx'

/** Other addresses for exchanges; those already set come first. */
export function ExchangesSection() {
  const [exchanges, setExchanges] = useState<readonly ExchangeView[]>([])
  const [exchangeId, setExchangeId] = useState('')
  const urls = useApp((state) => state.app?.settings.exchangeUrls) ?? {}
  useEffect(() => {
    void perform(request('listExchanges', null)).then(
      (outcome) => outcome.done && setExchanges(outcome.value),
    )
  }, [])
  const overridden = exchanges.filter(({ id }) => urls[id] !== undefined)
  const chosen = exchanges.find(({ id }) => id === exchangeId)
  return (
    <SettingsSection
      title="Exchange addresses"
      text="For regional hosts and proxies: Cryptobot asks this address instead of the exchange's usual one. It takes effect at the next connection."
    >
      <div className="flex flex-col gap-4">
        {overridden.map((exchange) => (
          <AddressRow key={exchange.id} exchange={exchange} />
        ))}
        <div className="max-w-72">
          <Field label="Exchange">
            {(ids) => (
              <select
                {...ids}
                className={classNames(INPUT_CLASSES, 'pl-2')}
                value={exchangeId}
                onChange={(event) => setExchangeId(event.target.value)}
              >
                <option value="">Choose an exchange</option>
                {exchanges
                  .filter(({ id }) => urls[id] === undefined)
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
              </select>
            )}
          </Field>
        </div>
        {chosen && urls[chosen.id] === undefined && (
          <AddressRow key={chosen.id} exchange={chosen} />
        )}
      </div>
    </SettingsSection>
  )
}

function AddressRow({ exchange }: { readonly exchange: ExchangeView }) {
  return (
    <ExchangeAddress
      exchange={exchange}
      onSaved={() => showDone(`The address of ${exchange.name} is saved.`)}
    />
  )
}
