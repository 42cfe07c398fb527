import { chooseTheme } from '../../actions/setup.ts'
import { Segments } from '../../components/segments.tsx'
import { THEME_WORDS } from '../../format/words.ts'
import { useApp } from '../../stores/app-store.ts'
import { SettingsSection } from './settings-section.tsx'

const THEMES = (['system', 'dark', 'light'] as const).map((value) => ({
  value,
  label: THEME_WORDS[value],
}))

export function AppearanceSection() {
  const theme = useApp((state) => state.app?.settings.theme ?? 'system')
  return (
    <SettingsSection title="Appearance" text="Dark, light, or whatever the system uses.">
      <div className="flex">
        <Segments
          label="Theme"
          options={THEMES}
          value={theme}
          onChange={(chosen) => void chooseTheme(chosen)}
        />
      </div>
    </SettingsSection>
  )
}
