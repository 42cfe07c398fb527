import { TriangleAlert } from 'lucide-react'
import { useApp } from '../../stores/app-store.ts'
import { SettingsSection } from './settings-section.tsx'

/** The ways to stop that do not need this window. */
export function EmergencySection() {
  const shortcut = useApp((state) => state.app?.haltShortcut)
  if (shortcut === undefined) return null
  return (
    <SettingsSection
      title="Stopping without the window"
      text="These work from any application, and while this window hangs."
    >
      <ul className="flex flex-col gap-2 text-small">
        <li className="flex items-center gap-3">
          <kbd className="rounded-small border border-line-strong px-2 py-0.5 font-mono text-tiny">
            {shortcut.keys}
          </kbd>
          {shortcut.isRegistered ? (
            'Halts trading at once.'
          ) : (
            <span className="flex items-center gap-1.5 text-attention">
              <TriangleAlert aria-hidden="true" size={13} />
              The system refused these keys: another program has them. Use the tray or HALT.
            </span>
          )}
        </li>
        <li>
          The icon in the tray stops trading, cancels all orders and sells everything. It has the
          colour of the mode.
        </li>
        <li>
          <span className="font-mono text-tiny">cryptobot halt</span> on the command line does the
          same.
        </li>
      </ul>
    </SettingsSection>
  )
}
