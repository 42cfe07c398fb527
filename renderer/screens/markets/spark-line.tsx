const WIDTH = 96
const HEIGHT = 22

/** The last day at a glance; the numbers beside it say the same in words. */
export function SparkLine({ closes }: { readonly closes: readonly number[] }) {
  if (closes.length < 2) return null
  const [low, high] = [Math.min(...closes), Math.max(...closes)]
  const span = high - low || 1
  const points = closes.map((close, index) => {
    const x = (index / (closes.length - 1)) * WIDTH
    const y = HEIGHT - 1 - ((close - low) / span) * (HEIGHT - 2)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  const isUp = (closes.at(-1) ?? 0) >= (closes[0] ?? 0)
  return (
    <svg
      aria-hidden="true"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={isUp ? 'text-up' : 'text-down'}
    >
      <polyline points={points.join(' ')} fill="none" stroke="currentColor" strokeWidth="1.25" />
    </svg>
  )
}
