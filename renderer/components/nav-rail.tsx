import {
  Activity,
  Bell,
  Bot,
  ChartCandlestick,
  CircleHelp,
  Database,
  FlaskConical,
  Inbox,
  LayoutDashboard,
  ListRestart,
  type LucideIcon,
  ReceiptText,
  Search,
  Settings,
  ShieldCheck,
} from 'lucide-react'
import { openHelp } from '../actions/help.ts'
import { openWizard } from '../actions/setup.ts'
import { useApp } from '../stores/app-store.ts'
import { useEngine } from '../stores/engine-store.ts'
import { classNames } from './class-names.ts'

/** The way around, with words under the icons. */
export function NavRail() {
  const screen = useApp((state) => state.screen)
  const open = useApp((state) => state.open)
  const drifts = useEngine(({ status }) => status.drifts.length) ?? 0
  const trips = useEngine(({ status }) => status.trips.length) ?? 0
  const setPaletteOpen = useApp((state) => state.setPaletteOpen)
  return (
    <nav
      aria-label="Main"
      className="flex w-[76px] shrink-0 flex-col gap-0.5 overflow-y-auto border-line border-r bg-panel px-1.5 py-1"
    >
      <RailButton
        word="Dashboard"
        Icon={LayoutDashboard}
        isCurrent={screen === 'dashboard'}
        onOpen={() => open('dashboard')}
      />
      <RailButton
        word="Bots"
        Icon={Bot}
        isCurrent={screen === 'bots'}
        onOpen={() => open('bots')}
      />
      <RailButton
        word="Orders"
        Icon={ReceiptText}
        isCurrent={screen === 'records'}
        onOpen={() => open('records')}
      />
      <RailButton
        word="Markets"
        Icon={ChartCandlestick}
        isCurrent={screen === 'markets'}
        onOpen={() => open('markets')}
      />
      <RailButton
        word="Data"
        Icon={Database}
        isCurrent={screen === 'data'}
        onOpen={() => open('data')}
      />
      <RailButton
        word="Research"
        Icon={FlaskConical}
        isCurrent={screen === 'research'}
        onOpen={() => open('research')}
      />
      <RailButton
        word="Drifts"
        Icon={Inbox}
        count={drifts}
        isCurrent={screen === 'drifts'}
        onOpen={() => open('drifts')}
      />
      <RailButton
        word="Risk"
        Icon={ShieldCheck}
        count={trips}
        isCurrent={screen === 'risk'}
        onOpen={() => open('risk')}
      />
      <RailButton
        word="Health"
        Icon={Activity}
        isCurrent={screen === 'health'}
        onOpen={() => open('health')}
      />
      <RailButton
        word="Alerts"
        Icon={Bell}
        isCurrent={screen === 'alerts'}
        onOpen={() => open('alerts')}
      />
      <RailButton
        word="Set up again"
        Icon={ListRestart}
        isCurrent={screen === 'wizard'}
        onOpen={() => void openWizard()}
      />
      <RailButton
        word="Settings"
        Icon={Settings}
        isCurrent={screen === 'settings'}
        onOpen={() => open('settings')}
      />
      <span className="flex-1" />
      <RailButton word="Help" Icon={CircleHelp} isCurrent={false} onOpen={() => void openHelp()} />
      <RailButton
        word="Commands"
        Icon={Search}
        isCurrent={false}
        onOpen={() => setPaletteOpen(true)}
      />
    </nav>
  )
}

type RailButtonProps = {
  readonly word: string
  readonly Icon: LucideIcon
  /** What waits there; nothing is drawn for none. */
  readonly count?: number
  readonly isCurrent: boolean
  readonly onOpen: () => void
}

function RailButton({ word, Icon, count = 0, isCurrent, onOpen }: RailButtonProps) {
  return (
    <button
      type="button"
      aria-current={isCurrent ? 'page' : undefined}
      className={classNames(
        'flex flex-col items-center gap-1 rounded-small px-1 py-1.5 text-tiny leading-[14px]',
        isCurrent ? 'bg-raised font-strong text-ink' : 'text-ink-soft hover:bg-raised',
      )}
      onClick={onOpen}
    >
      <span className="relative">
        <Icon aria-hidden="true" size={18} />
        {count > 0 && (
          <span className="absolute -top-1.5 -right-3.5 min-w-4 rounded-[8px] bg-attention px-1 text-center font-strong text-canvas leading-4">
            {count}
          </span>
        )}
      </span>
      {word}
    </button>
  )
}
