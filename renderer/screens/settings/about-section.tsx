import { useApp } from '../../stores/app-store.ts'
import { SettingsSection } from './settings-section.tsx'

/** Version and credits; the charts' licence asks for their line. */
export function AboutSection() {
  const version = useApp((state) => state.app?.version ?? '')
  return (
    <SettingsSection title="About" text={`Cryptobot ${version}`}>
      <ul className="flex flex-col gap-1 text-small">
        <li>
          Charts by TradingView Lightweight Charts™,{' '}
          <span className="select-all">https://www.tradingview.com/</span>
        </li>
        <li>Copyright © 2026 TradingView, Inc. Licensed under the Apache License 2.0.</li>
        <li>Inter and JetBrains Mono are used under the SIL Open Font License.</li>
      </ul>
    </SettingsSection>
  )
}
