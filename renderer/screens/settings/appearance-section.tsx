import { chooseTheme, saveSettings } from '../../actions/setup.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { Segments } from '../../components/segments.tsx'
import { PRICE_COLOUR_WORDS, THEME_WORDS } from '../../format/words.ts'
import { useApp } from '../../stores/app-store.ts'
import { SettingsSection } from './settings-section.tsx'

const THEMES = (['system', 'dark', 'light'] as const).map((value) => ({
  value,
  label: THEME_WORDS[value],
}))
const PRICE_COLOURS = (['green-up', 'red-up', 'blue-up'] as const).map((value) => ({
  value,
  label: PRICE_COLOUR_WORDS[value],
}))

export function AppearanceSection() {
  const theme = useApp((state) => state.app?.settings.theme ?? 'system')
  const priceColours = useApp((state) => state.app?.settings.priceColours ?? 'green-up')
  const showsChecklist = useApp((state) => state.app?.settings.showsChecklist ?? true)
  return (
    <SettingsSection
      title="Appearance"
      text="Dark, light, or whatever the system uses; and how prices that rise and fall are told apart. Signs and arrows say it as well."
    >
      <div className="flex flex-wrap gap-3">
        <Segments
          label="Theme"
          options={THEMES}
          value={theme}
          onChange={(chosen) => void chooseTheme(chosen)}
        />
        <Segments
          label="Colours of prices"
          options={PRICE_COLOURS}
          value={priceColours}
          onChange={(chosen) => void saveSettings({ priceColours: chosen })}
        />
      </div>
      <div className="mt-4">
        <Checkbox
          label="Say on the dashboard what to do next"
          isChecked={showsChecklist}
          onChange={(chosen) => void saveSettings({ showsChecklist: chosen })}
        />
      </div>
    </SettingsSection>
  )
}
