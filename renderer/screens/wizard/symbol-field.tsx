import { useState } from 'react'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'

const SYMBOL = /^[A-Z0-9]+\/[A-Z0-9]+$/

type SymbolFieldProps = {
  readonly symbol: string
  readonly onSymbol: (symbol: string) => void
}

/** A file of candles does not say which market it is from. */
export function SymbolField({ symbol, onSymbol }: SymbolFieldProps) {
  const [typed, setTyped] = useState(symbol)
  const change = (text: string) => {
    const upper = text.toUpperCase().trim()
    setTyped(upper)
    if (SYMBOL.test(upper)) onSymbol(upper)
  }
  return (
    <div className="max-w-60">
      <Field
        label="Symbol"
        help="Guessed from the file's name: base and quote currency."
        error={SYMBOL.test(typed) ? undefined : 'Enter two currencies, like BTC/USDT.'}
      >
        {(ids) => (
          <input
            {...ids}
            type="text"
            spellCheck={false}
            className={INPUT_CLASSES}
            value={typed}
            onChange={(event) => change(event.target.value)}
          />
        )}
      </Field>
    </div>
  )
}
