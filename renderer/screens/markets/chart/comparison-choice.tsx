type ComparisonChoiceProps = {
  readonly symbols: readonly string[]
  readonly chosen: string | null
  readonly onChange: (symbol: string | null) => void
}

/** Another market beside, in percent of where each began. */
export function ComparisonChoice({ symbols, chosen, onChange }: ComparisonChoiceProps) {
  return (
    <select
      aria-label="Compare with"
      className="h-7 rounded-small border border-line-strong bg-panel px-2 text-small text-ink"
      value={chosen ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">Compare…</option>
      {symbols.map((symbol) => (
        <option key={symbol} value={symbol}>
          {symbol}
        </option>
      ))}
    </select>
  )
}
