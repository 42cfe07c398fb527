import { classNames } from '../../components/class-names.ts'

type Side = 'buy' | 'sell'

const SIDES = [
  { side: 'buy', word: 'Buy', arrow: '▲', colour: 'border-up text-up' },
  { side: 'sell', word: 'Sell', arrow: '▼', colour: 'border-down text-down' },
] as const

type SideChoiceProps = { readonly side: Side; readonly onChange: (side: Side) => void }

/** Buy or sell: the choice that must never be overlooked. */
export function SideChoice({ side, onChange }: SideChoiceProps) {
  return (
    <fieldset className="grid grid-cols-2 gap-2">
      <legend className="sr-only">Side</legend>
      {SIDES.map((one) => (
        <label
          key={one.side}
          className={classNames(
            'relative flex h-9 items-center justify-center gap-1.5 rounded-small border font-strong',
            'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink',
            one.side === side
              ? `${one.colour} bg-raised`
              : 'border-line text-ink-soft hover:text-ink',
          )}
        >
          <input
            type="radio"
            name="side"
            className="absolute inset-0 appearance-none outline-none"
            checked={one.side === side}
            onChange={() => onChange(one.side)}
          />
          <span aria-hidden="true" className="text-tiny">
            {one.arrow}
          </span>
          {one.word}
        </label>
      ))}
    </fieldset>
  )
}
