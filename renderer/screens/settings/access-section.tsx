import { setViewOnly } from '../../actions/setup.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { useApp } from '../../stores/app-store.ts'
import { SettingsSection } from './settings-section.tsx'

/** For a screen that others see or touch. */
export function AccessSection() {
  const isViewOnly = useApp((state) => state.app?.isViewOnly ?? false)
  return (
    <SettingsSection
      title="View only"
      text="For a screen that others see or can touch. Bots trade on, and nothing can be changed."
    >
      <Checkbox
        label="Refuse every change"
        help="Here and on the command line. Halting works all the same, and this box can be cleared again."
        isChecked={isViewOnly}
        onChange={(isChecked) => void setViewOnly(isChecked)}
      />
    </SettingsSection>
  )
}
