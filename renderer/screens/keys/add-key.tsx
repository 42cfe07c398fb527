import { useEffect, useState } from 'react'
import type { KeyMode } from '../../../app/contract/keys.ts'
import type { ExchangeView } from '../../../app/contract/setup.ts'
import { openKeyWindow } from '../../actions/keys.ts'
import { perform } from '../../actions/perform.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'

const MODES = [
  { value: 'testnet', label: 'Testnet' },
  { value: 'live', label: 'Live' },
] as const

/** For which exchange; the key itself is typed into a window of its own. */
export function AddKey() {
  const [exchanges, setExchanges] = useState<readonly ExchangeView[]>([])
  const [exchangeId, setExchangeId] = useState('')
  const [mode, setMode] = useState<KeyMode>('testnet')
  useEffect(() => {
    void perform(request('listExchanges', null)).then(
      (outcome) => outcome.done && setExchanges(outcome.value),
    )
  }, [])
  const options = exchanges.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className="flex items-end gap-3">
      <div className="w-56">
        <SelectField
          label="Exchange of the key"
          options={[{ value: '', label: 'Choose an exchange' }, ...options]}
          value={exchangeId}
          onChange={setExchangeId}
        />
      </div>
      <div className="w-36">
        <SelectField label="Mode" options={MODES} value={mode} onChange={setMode} />
      </div>
      <Button disabled={exchangeId === ''} onClick={() => void openKeyWindow({ mode, exchangeId })}>
        Add a key…
      </Button>
    </div>
  )
}
