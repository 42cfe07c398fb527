import { type FormEvent, useState } from 'react'
import { showDone } from '../../actions/perform.ts'
import { saveSettings } from '../../actions/setup.ts'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useApp } from '../../stores/app-store.ts'
import { SettingsSection } from './settings-section.tsx'

const PORT_MAX = 65_535

/** Off until somebody wants it, and never beyond this machine. */
export function MetricsSection() {
  const settings = useApp((state) => state.app?.settings)
  const [typed, setTyped] = useState(String(settings?.metricsPort ?? ''))
  const [isTried, setTried] = useState(false)
  if (settings === undefined) return null
  const metricsPort = portOf(typed)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (metricsPort === undefined || !(await saveSettings({ metricsPort }))) return
    showDone(metricsPort === null ? 'Metrics are off.' : `Metrics are on at port ${metricsPort}.`)
  }
  return (
    <SettingsSection
      title="Metrics"
      text="A Prometheus server on this machine may read what the health screen shows. Off while no port is set."
    >
      <form noValidate className="flex items-start gap-3" onSubmit={(event) => void save(event)}>
        <div className="w-40">
          <TextField
            label="Port"
            placeholder="Off"
            error={isTried && metricsPort === undefined ? 'From 1 to 65535, or empty.' : undefined}
            value={typed}
            onChange={setTyped}
          />
        </div>
        <Button type="submit" className="mt-6">
          Save port
        </Button>
      </form>
    </SettingsSection>
  )
}

/** Null for none; nothing where it is no port. */
function portOf(typed: string): number | null | undefined {
  const text = typed.trim()
  if (text === '') return null
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= PORT_MAX ? port : undefined
}
