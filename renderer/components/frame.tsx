import { Dashboard } from '../screens/dashboard/dashboard.tsx'
import {
  AlertsScreen,
  BotsScreen,
  DataScreen,
  DriftsScreen,
  HealthScreen,
  MarketsScreen,
  PassphraseScreen,
  RecordsScreen,
  ResearchScreen,
  RiskScreen,
  SettingsScreen,
  WizardScreen,
} from '../screens/lazy-screens.tsx'
import { useApp } from '../stores/app-store.ts'
import { useEngine } from '../stores/engine-store.ts'
import { usePassphrase } from '../stores/passphrase-store.ts'
import { CrashBoundary } from './crash-boundary.tsx'
import { KeyGate } from './key-gate.tsx'
import { ModeStrip } from './mode-strip.tsx'
import { NavRail } from './nav-rail.tsx'
import { StatusBanners } from './status-banners.tsx'

/** The cockpit's fixed parts: the strip and the window's edge in the mode's colour, and the rail. */
export function Frame() {
  const mode = useEngine(({ account }) => account.mode) ?? undefined
  const asksPassphrase = usePassphrase(({ waiting }) => waiting !== null)
  return (
    <div
      data-mode={mode}
      className="flex h-full flex-col border-2 border-[var(--mode,var(--line))] bg-canvas"
    >
      <ModeStrip />
      <StatusBanners />
      <div className="flex min-h-0 flex-1">
        <NavRail />
        <main className="flex min-w-0 flex-1 flex-col">
          {asksPassphrase && <PassphraseScreen />}
          <div className="min-h-0 flex-1">
            <CrashBoundary>
              <CurrentScreen />
            </CrashBoundary>
          </div>
        </main>
      </div>
      <KeyGate />
    </div>
  )
}

function CurrentScreen() {
  const screen = useApp((state) => state.screen)
  switch (screen) {
    case 'dashboard':
      return <Dashboard />
    case 'bots':
      return <BotsScreen />
    case 'records':
      return <RecordsScreen />
    case 'markets':
      return <MarketsScreen />
    case 'data':
      return <DataScreen />
    case 'research':
      return <ResearchScreen />
    case 'drifts':
      return <DriftsScreen />
    case 'risk':
      return <RiskScreen />
    case 'health':
      return <HealthScreen />
    case 'alerts':
      return <AlertsScreen />
    case 'wizard':
      return <WizardScreen />
    case 'settings':
      return <SettingsScreen />
  }
}
