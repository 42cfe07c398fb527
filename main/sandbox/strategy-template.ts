/** A strategy that works as it stands, for the user to change. */
export function strategyTemplate(name: string): string {
  return `import { defineStrategy, enter, exit, nothing, SMA, type Candle } from 'cryptobot'

// What is here runs in a sandbox: no files, no network, no clock, no randomness. Saving the file is enough: new bots take
// it at once, and running ones begin anew with it. docs/strategies/your-own.md explains everything that can be used.

export default defineStrategy({
  name: '${titleOf(name)}',
  description: 'Buys when the close rises above its average, and sells all when it falls below.',
  fields: [
    {
      key: 'period',
      label: 'Average',
      unit: 'candles',
      help: 'How many closing prices the average looks back on.',
      min: 2,
      max: 500,
      default: 20,
    },
  ],
  lines: [{ id: 'average', label: 'Average', scale: 'price' }],

  // Closed candles that it needs before its first decision.
  warmUp: ({ period }) => period,

  // Called once for each bot. Whatever the strategy remembers belongs in here.
  create({ period }) {
    const sma = new SMA(period)
    let average: number | null = null
    return {
      // Called once for each closed candle, in order; the warm-up first.
      evaluate({ close, holdsPosition }: Candle) {
        average = sma.add(close)
        if (average === null) return nothing('warming-up', 'the average needs more candles')
        if (close > average && !holdsPosition) return enter('above', 'the close is above its average')
        if (close < average && holdsPosition) return exit('below', 'the close is below its average')
        return nothing('waiting', 'the close has not crossed its average')
      },
      // The newest value of each line, in the order above; null while there is none.
      lines: () => [average],
    }
  },
})
`
}

/** "my-idea" → "My idea". */
function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ')
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`
}
