import { backToPaper, prepareRealMoney } from '../actions/paper.ts'
import { useEngine } from '../stores/engine-store.ts'
import { classNames } from './class-names.ts'

/** On where nothing real is sent. Off asks for a key and typed words first; on again takes one press. */
export function PaperSwitch() {
  const mode = useEngine(({ account }) => account.mode)
  if (mode === null) return null
  const isPaper = mode === 'demo' || mode === 'paper'
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isPaper}
      title={
        isPaper
          ? 'Orders are simulated. Switching it off leads to the wizard: a key, limits, and typed words come first.'
          : 'Orders go to the exchange. Switching it on goes back to simulated money, on the same market with the same bots.'
      }
      className="flex items-center gap-2 whitespace-nowrap rounded-small px-1.5 py-1 text-small hover:bg-raised"
      onClick={() => void (isPaper ? prepareRealMoney() : backToPaper(false))}
    >
      <span
        aria-hidden="true"
        className={classNames(
          'flex h-4 w-7 items-center rounded-[8px] border border-line-strong p-px',
          isPaper ? 'justify-end bg-accent' : 'justify-start bg-canvas',
        )}
      >
        <span
          className={classNames('size-3 rounded-[6px]', isPaper ? 'bg-on-accent' : 'bg-ink-soft')}
        />
      </span>
      Paper trading
    </button>
  )
}
