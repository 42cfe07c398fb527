import { LayoutDashboard, ListRestart, type LucideIcon, Search, Settings } from 'lucide-react'
import { openWizard } from '../actions/setup.ts'
import { useApp } from '../stores/app-store.ts'
import { classNames } from './class-names.ts'

/** The way around, with words under the icons. */
export function NavRail() {
  const screen = useApp((state) => state.screen)
  const open = useApp((state) => state.open)
  const setPaletteOpen = useApp((state) => state.setPaletteOpen)
  return (
    <nav
      aria-label="Main"
      className="flex w-[76px] shrink-0 flex-col gap-1 border-line border-r bg-panel p-1.5"
    >
      <RailButton
        word="Dashboard"
        Icon={LayoutDashboard}
        isCurrent={screen === 'dashboard'}
        onOpen={() => open('dashboard')}
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
  readonly isCurrent: boolean
  readonly onOpen: () => void
}

function RailButton({ word, Icon, isCurrent, onOpen }: RailButtonProps) {
  return (
    <button
      type="button"
      aria-current={isCurrent ? 'page' : undefined}
      className={classNames(
        'flex flex-col items-center gap-1 rounded-small px-1 py-2 text-tiny leading-[14px]',
        isCurrent ? 'bg-raised font-strong text-ink' : 'text-ink-soft hover:bg-raised',
      )}
      onClick={onOpen}
    >
      <Icon aria-hidden="true" size={18} />
      {word}
    </button>
  )
}
