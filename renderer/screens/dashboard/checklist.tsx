import { Circle, CircleCheck, ListChecks, X } from 'lucide-react'
import { openWizard, saveSettings } from '../../actions/setup.ts'
import { request } from '../../api/request.ts'
import { classNames } from '../../components/class-names.ts'
import { usePolled } from '../../components/use-polled.ts'
import { appStore, type Screen, useApp } from '../../stores/app-store.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { type ChecklistItem, checklistItems } from './checklist-items.ts'

const READ_EVERY_MS = 10_000

/** What to do next, until all is done or somebody does not want to be told. */
export function Checklist() {
  const isWanted = useApp((state) => state.app?.settings.showsChecklist ?? false)
  return isWanted ? <OpenChecklist /> : null
}

function OpenChecklist() {
  const items = useChecklist()
  const next = items?.find(({ isDone }) => !isDone)
  if (!items || !next) return null
  const done = items.filter(({ isDone }) => isDone).length
  return (
    <section aria-label="Checklist" className="relative bg-panel">
      <details>
        <summary className="flex h-9 items-center gap-2 pr-10 pl-3 text-small hover:bg-raised">
          <ListChecks aria-hidden="true" size={14} className="shrink-0 text-ink-soft" />
          <span className="min-w-0 flex-1 truncate">
            <span className="text-ink-soft">Next: </span>
            <span className="font-strong">{next.words}</span>
          </span>
          <span className="shrink-0 text-ink-soft tabular-nums">
            {done} of {items.length}
          </span>
        </summary>
        <ol className="px-1.5 pb-2">
          {items.map((item) => (
            <li key={item.words}>
              <ItemButton item={item} isNext={item === next} />
            </li>
          ))}
        </ol>
      </details>
      <button
        type="button"
        aria-label="Dismiss the checklist"
        title="It can be shown again in the settings."
        className="absolute top-1.5 right-2 flex size-6 items-center justify-center rounded-small hover:bg-raised"
        onClick={() => void saveSettings({ showsChecklist: false })}
      >
        <X aria-hidden="true" size={14} />
      </button>
    </section>
  )
}

type ItemButtonProps = { readonly item: ChecklistItem; readonly isNext: boolean }

function ItemButton({ item: { words, hint, isDone, place }, isNext }: ItemButtonProps) {
  const Icon = isDone ? CircleCheck : Circle
  return (
    <button
      type="button"
      className="flex w-full items-start gap-2 rounded-small px-1.5 py-1 text-left text-small hover:bg-raised"
      onClick={() => openPlace(place)}
    >
      <Icon
        aria-hidden="true"
        size={14}
        className={classNames('mt-[3px] shrink-0', isDone ? 'text-up' : 'text-ink-soft')}
      />
      <span className="min-w-0">
        <span className={classNames(isNext && 'font-strong', isDone && 'text-ink-soft')}>
          {words}
          {isDone && <span className="sr-only"> (done)</span>}
        </span>
        {isNext && <span className="block text-ink-soft">{hint}</span>}
      </span>
    </button>
  )
}

function openPlace(place: Screen): void {
  if (place === 'wizard') void openWizard()
  else appStore.getState().open(place)
}

/** Null until all of it is known: what is done must not flash up as missing. */
function useChecklist(): readonly ChecklistItem[] | null {
  const mode = useEngine(({ account }) => account.mode)
  const hasRunningBot = useEngine(({ status }) =>
    status.bots.some((bot) => bot.status === 'running'),
  )
  const hasFill = useEngine(({ fills }) => fills.length > 0)
  const risk = usePolled(loadRisk, READ_EVERY_MS).value
  const alerts = usePolled(loadAlerts, READ_EVERY_MS).value
  const backtests = usePolled(listBacktests, READ_EVERY_MS).value
  if (!mode || !risk || !alerts || !backtests) return null
  return checklistItems({
    ...{ mode, hasRunningBot: hasRunningBot ?? false, hasFill: hasFill ?? false },
    limits: risk.limits.account,
    channels: alerts.channels,
    savedBacktests: backtests.length,
  })
}

const loadRisk = () => request('loadRisk', null)
const loadAlerts = () => request('loadAlerts', null)
const listBacktests = () => request('listBacktests', null)
