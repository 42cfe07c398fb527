import { useState } from 'react'
import type { Problem } from '../../../app/contract/requests.ts'
import type { BroughtIn } from '../../../app/contract/stored-data.ts'
import { showDone } from '../../actions/perform.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { SideForm } from '../../components/side-form.tsx'
import { TextField } from '../../components/text-field.tsx'
import { lengthText } from '../../format/length-text.ts'

type BringInFormProps = {
  readonly onClose: () => void
  readonly onDone: (brought: BroughtIn) => Promise<void>
}

const NAME = /^[a-z0-9_-]{1,40}$/
const SYMBOL = /^[A-Z0-9]+\/[A-Z0-9]+$/

/** A file of candles or trades into the store: all of it is sound, or nothing is taken. */
export function BringInForm({ onClose, onDone }: BringInFormProps) {
  const [exchange, setExchange] = useState('')
  const [symbol, setSymbol] = useState('')
  const [isReading, setReading] = useState(false)
  const [isTried, setTried] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const faults = {
    exchange: NAME.test(exchange) ? undefined : 'A short name in small letters, such as binance.',
    symbol: SYMBOL.test(symbol) ? undefined : 'A market such as BTC/USDT.',
  }
  const bringIn = async () => {
    setTried(true)
    if (faults.exchange ?? faults.symbol) return
    setReading(true)
    const answer = await request('importHistory', { exchange, symbol, timeframe: '1m' })
    setReading(false)
    setProblem(answer.ok ? null : answer.error)
    if (!answer.ok || answer.value === null) return
    const { candles, timeframeMs, isOfTrades } = answer.value
    const made = isOfTrades ? ' were made of its trades' : ' came in'
    showDone(`${candles.toLocaleString('en-US')} candles of ${lengthText(timeframeMs)}${made}.`)
    await onDone(answer.value)
  }
  return (
    <div className="max-w-[480px] p-5">
      <SideForm
        title="Bring in a file"
        text="CSV in the layouts of exchanges and charting programs, freqtrade's JSON, Binance's zip files, or trades, of which minutes are made. A file with one bad row is refused as a whole, and the row is named."
        onClose={onClose}
        onSubmit={(event) => {
          event.preventDefault()
          void bringIn()
        }}
      >
        <TextField
          label="Where it is from"
          help="An exchange, or a name of yours."
          value={exchange}
          placeholder="binance"
          error={isTried ? faults.exchange : undefined}
          onChange={(text) => setExchange(text.trim().toLowerCase())}
        />
        <TextField
          label="Market"
          value={symbol}
          placeholder="BTC/USDT"
          error={isTried ? faults.symbol : undefined}
          onChange={(text) => setSymbol(text.trim().toUpperCase())}
        />
        {problem && <ProblemBox problem={problem} />}
        <Button type="submit" variant="primary" disabled={isReading}>
          {isReading ? 'Checking the file…' : 'Choose the file…'}
        </Button>
      </SideForm>
    </div>
  )
}
