import type { HeatMapView } from '../../../../app/contract/search-view.ts'
import { formatRatio } from '../../../format/share.ts'
import { parameterWords } from '../../../format/words.ts'

const WIDTH = 420
const HEIGHT = 260
const AXIS = { left: 44, bottom: 34, top: 6, right: 6 }
/** Every label would cover its neighbour where there are many values. */
const LABELS_MAX = 8

type HeatMapProps = {
  readonly map: HeatMapView
  readonly chosen: Readonly<Record<string, number>> | null
  readonly objective: string
}

/** What each pair of values is worth: a broad strong field is worth more than one strong cell. */
export function HeatMap({ map, chosen, objective }: HeatMapProps) {
  const { x, y, xs, ys, values } = map
  const [lowest, highest] = extremesOf(values)
  const cell = {
    width: (WIDTH - AXIS.left - AXIS.right) / xs.length,
    height: (HEIGHT - AXIS.top - AXIS.bottom) / ys.length,
  }
  const title = `${objective} by ${parameterWords(x)} and ${parameterWords(y)}`
  return (
    <figure className="bg-panel p-4">
      <figcaption className="mb-2 flex items-baseline justify-between gap-3">
        <span className="font-strong">{title}</span>
        <span className="whitespace-nowrap text-ink-soft text-small">
          {formatRatio(lowest)} to {formatRatio(highest)}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title} className="w-full">
        {ys.map((down, row) =>
          xs.map((across, column) => {
            const value = values[row * xs.length + column] ?? null
            const isChosen = chosen?.[x] === across && chosen?.[y] === down
            return (
              <rect
                key={`${across} ${down}`}
                x={AXIS.left + column * cell.width}
                y={AXIS.top + (ys.length - 1 - row) * cell.height}
                width={cell.width - 1}
                height={cell.height - 1}
                className={value === null ? 'fill-raised' : 'fill-ink'}
                fillOpacity={value === null ? 1 : strength(value, lowest, highest)}
                stroke={isChosen ? 'var(--attention)' : 'none'}
                strokeWidth={isChosen ? 2.5 : 0}
              >
                <title>{`${parameterWords(x)} ${across}, ${parameterWords(y)} ${down}: ${formatRatio(value)}`}</title>
              </rect>
            )
          }),
        )}
        <Labels {...{ xs, ys, cell }} x={parameterWords(x)} y={parameterWords(y)} />
      </svg>
    </figure>
  )
}

type LabelsProps = {
  readonly x: string
  readonly y: string
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly cell: { readonly width: number; readonly height: number }
}

function Labels({ x, y, xs, ys, cell }: LabelsProps) {
  const isShown = (index: number, count: number) => index % Math.ceil(count / LABELS_MAX) === 0
  return (
    <g className="fill-ink-soft text-tiny">
      {xs.map(
        (value, column) =>
          isShown(column, xs.length) && (
            <text
              key={value}
              x={AXIS.left + (column + 0.5) * cell.width}
              y={HEIGHT - 20}
              textAnchor="middle"
            >
              {value}
            </text>
          ),
      )}
      {ys.map(
        (value, row) =>
          isShown(row, ys.length) && (
            <text
              key={value}
              x={AXIS.left - 6}
              y={AXIS.top + (ys.length - row - 0.5) * cell.height + 4}
              textAnchor="end"
            >
              {value}
            </text>
          ),
      )}
      <text x={(WIDTH + AXIS.left) / 2} y={HEIGHT - 4} textAnchor="middle">
        {x}
      </text>
      <text
        x={10}
        y={(HEIGHT - AXIS.bottom) / 2}
        textAnchor="middle"
        transform={`rotate(-90 10 ${(HEIGHT - AXIS.bottom) / 2})`}
      >
        {y}
      </text>
    </g>
  )
}

function extremesOf(values: readonly (number | null)[]): readonly [number | null, number | null] {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? [null, null] : [Math.min(...known), Math.max(...known)]
}

/** From faint to full: strength alone, so that it reads without colour. */
function strength(value: number, lowest: number | null, highest: number | null): number {
  if (lowest === null || highest === null || lowest === highest) return 0.5
  return 0.06 + (0.88 * (value - lowest)) / (highest - lowest)
}
