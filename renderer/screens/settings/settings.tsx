import { KeysSection } from '../keys/keys-section.tsx'
import { LockSection } from '../lock/lock-section.tsx'
import { AboutSection } from './about-section.tsx'
import { AccessSection } from './access-section.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { EmergencySection } from './emergency-section.tsx'
import { ExchangesSection } from './exchanges-section.tsx'
import { HistorySection } from './history-section.tsx'
import { LoggingSection } from './logging-section.tsx'
import { MetricsSection } from './metrics-section.tsx'
import { PaperAccountSection } from './paper-account-section.tsx'
import { UpdatesSection } from './updates-section.tsx'

export function Settings() {
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-[760px] flex-col gap-4 px-8 py-10">
        <h1 className="mb-2 text-title font-strong leading-8">Settings</h1>
        <AppearanceSection />
        <PaperAccountSection />
        <HistorySection />
        <EmergencySection />
        <KeysSection />
        <LockSection />
        <AccessSection />
        <ExchangesSection />
        <LoggingSection />
        <MetricsSection />
        <UpdatesSection />
        <AboutSection />
      </div>
    </div>
  )
}
