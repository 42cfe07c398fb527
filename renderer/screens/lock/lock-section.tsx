import { LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import { loadLock, lockNow } from '../../actions/lock.ts'
import { Button } from '../../components/button.tsx'
import { usePolled } from '../../components/use-polled.ts'
import { SettingsSection } from '../settings/settings-section.tsx'
import { LockForm } from './lock-form.tsx'

const LOOK_AGAIN_MS = 60_000

/** A passphrase for the window, and when it asks for it. */
export function LockSection() {
  const { value: lock, reload } = usePolled(loadLock, LOOK_AGAIN_MS)
  const [isOpen, setOpen] = useState(false)
  if (lock === null) return null
  const close = () => {
    setOpen(false)
    void reload()
  }
  const after =
    lock.autoLockMinutes === null ? '' : `, after ${lock.autoLockMinutes} min without you`
  return (
    <SettingsSection
      title="App lock"
      text="A passphrase before the window shows anything. Bots trade on behind it, and HALT works without it."
    >
      {lock.isSet && !isOpen && (
        <p className="mb-4 text-small">
          Locks when the machine sleeps or its screen is locked{after}.{' '}
          {lock.pausesBots ? 'Bots only sell meanwhile.' : 'Bots go on meanwhile.'}
        </p>
      )}
      {isOpen ? (
        <LockForm lock={lock} onClose={close} />
      ) : (
        <div className="flex gap-3">
          {lock.isSet && (
            <Button onClick={() => void lockNow()}>
              <LockKeyhole aria-hidden="true" size={14} />
              Lock now
            </Button>
          )}
          <Button onClick={() => setOpen(true)}>
            {lock.isSet ? 'Change…' : 'Set a passphrase…'}
          </Button>
        </div>
      )}
    </SettingsSection>
  )
}
