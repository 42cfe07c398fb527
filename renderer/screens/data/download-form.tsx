import { type FormEvent, useCallback, useState } from 'react'
import type { ExchangeView } from '../../../app/contract/setup.ts'
import { startDownloads } from '../../actions/data.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { formatDate } from '../../format/time.ts'
import {
  checkedDownload,
  type DownloadFaults,
  type DownloadFields,
} from '../../forms/download-form.ts'
import { TimeframeBoxes } from './timeframe-boxes.tsx'

const YEAR_MS = 365 * 86_400_000
const USUAL_EXCHANGE = 'binance'

/** Which candles are to be downloaded. */
export function DownloadForm({ onStarted }: { readonly onStarted: () => Promise<void> }) {
  const [exchanges] = useAnswer(useCallback(() => request('listExchanges', null), []))
  if (exchanges.kind === 'failed') {
    return (
      <div className="p-4">
        <ProblemBox problem={exchanges.problem} />
      </div>
    )
  }
  if (exchanges.kind === 'loading') return null
  return <Fields exchanges={exchanges.value} onStarted={onStarted} />
}

type FieldsProps = {
  readonly exchanges: readonly ExchangeView[]
  readonly onStarted: () => Promise<void>
}

function Fields({ exchanges, onStarted }: FieldsProps) {
  const [fields, setFields] = useState<DownloadFields>(() => firstFields(exchanges))
  const [faults, setFaults] = useState<DownloadFaults>({})
  const change = (part: Partial<DownloadFields>) => setFields((before) => ({ ...before, ...part }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const checked = checkedDownload(fields, Date.now())
    setFaults(checked.faults ?? {})
    if (checked.wish !== null && (await startDownloads(checked.wish))) await onStarted()
  }
  return (
    <form
      noValidate
      aria-label="New download"
      className="flex flex-col gap-4 p-4"
      onSubmit={(event) => void submit(event)}
    >
      <SelectField
        label="Exchange"
        options={exchanges.map(({ id, name }) => ({ value: id, label: name }))}
        value={fields.exchangeId}
        onChange={(exchangeId) => change({ exchangeId })}
      />
      <TextField
        label="Markets"
        help="Several with commas between."
        value={fields.markets}
        placeholder="BTC/USDT, ETH/USDT"
        error={faults.markets}
        onChange={(markets) => change({ markets })}
      />
      <TimeframeBoxes
        chosen={fields.timeframes}
        fault={faults.timeframes}
        onChange={(timeframes) => change({ timeframes })}
      />
      <div className="grid grid-cols-2 gap-3">
        <Day
          label="From"
          value={fields.fromDay}
          error={faults.fromDay}
          onChange={(fromDay) => change({ fromDay })}
        />
        <Day
          label="To"
          value={fields.toDay}
          error={faults.toDay}
          onChange={(toDay) => change({ toDay })}
        />
      </div>
      <p className="-mt-2 text-small text-ink-soft">Without a last day, until now.</p>
      <Button type="submit" variant="primary">
        Download
      </Button>
    </form>
  )
}

type DayProps = {
  readonly label: string
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (day: string) => void
}

function Day({ label, value, error, onChange }: DayProps) {
  return (
    <Field label={label} unit="UTC" error={error}>
      {(ids) => (
        <input
          {...ids}
          type="date"
          className={classNames(INPUT_CLASSES, 'px-2')}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

function firstFields(exchanges: readonly ExchangeView[]): DownloadFields {
  const usual = exchanges.find(({ id }) => id === USUAL_EXCHANGE) ?? exchanges[0]
  return {
    ...{ exchangeId: usual?.id ?? '', markets: '', timeframes: ['1m'] },
    ...{ fromDay: formatDate(Date.now() - YEAR_MS), toDay: '' },
  }
}
