import { TriangleAlert } from 'lucide-react'
import { saveSettings } from '../../actions/setup.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { useApp } from '../../stores/app-store.ts'
import { SettingsSection } from './settings-section.tsx'

/** The ways to stop that do not need this window. */
export function EmergencySection() {
  const shortcut = useApp((state) => state.app?.haltShortcut)
  const staysAwake = useApp((state) => state.app?.settings.staysAwake ?? false)
  if (shortcut === undefined) return null
  return (
    <SettingsSection
      title="Without the window"
      text="Ways to stop that work from any application, and while this window hangs; and what goes on while you are away."
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
      <div className="mt-4">
        <Checkbox
          label="Keep this computer awake while orders go to an exchange"
          help="A machine that sleeps trades nothing, and stops that Cryptobot watches are not watched. The screen may still go dark."
          isChecked={staysAwake}
          onChange={(chosen) => void saveSettings({ staysAwake: chosen })}
        />
      </div>
    </SettingsSection>
  )
}
