import type { UpdateView } from '../../../app/contract/update-view.ts'
import { perform } from '../../actions/perform.ts'
import { saveSettings } from '../../actions/setup.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { Segments } from '../../components/segments.tsx'
import { usePolled } from '../../components/use-polled.ts'
import { useApp } from '../../stores/app-store.ts'
import { SettingsSection } from './settings-section.tsx'

const READ_EVERY_MS = 1_000

const CHANNELS = [
  { value: 'stable', label: 'Releases' },
  { value: 'beta', label: 'Betas too' },
] as const

/** What is newer than this, and when it may take this one's place. */
export function UpdatesSection() {
  const { value: update, reload } = usePolled(loadUpdate, READ_EVERY_MS)
  const settings = useApp((state) => state.app?.settings)
  if (update === null || settings === undefined) return null
  const act = async (name: 'checkForUpdate' | 'installUpdate') => {
    await perform<unknown>(request(name, null))
    await reload()
  }
  return (
    <SettingsSection
      title="Updates"
      text="Updates are fetched when they are there, and never installed by themselves. Only what is signed by those who make Cryptobot is taken."
    >
      <div className="flex items-center justify-between gap-4">
        <p role="status" aria-label="Update" className="text-small">
          {words(update)}
        </p>
        {update.kind === 'ready' ? (
          <Button
            variant="primary"
            disabled={update.heldBackBy !== null}
            onClick={() => void act('installUpdate')}
          >
            Restart with {update.version}
          </Button>
        ) : (
          update.kind !== 'off' && (
            <Button
              disabled={update.kind !== 'none' && update.kind !== 'failed'}
              onClick={() => void act('checkForUpdate')}
            >
              Look for updates
            </Button>
          )
        )}
      </div>
      {update.kind !== 'off' && (
        <div className="mt-4 flex">
          <Segments
            label="Versions"
            options={CHANNELS}
            value={settings.updateChannel}
            onChange={(updateChannel) => void saveSettings({ updateChannel })}
          />
        </div>
      )}
    </SettingsSection>
  )
}

function loadUpdate() {
  return request('loadUpdate', null)
}

function words(update: UpdateView): string {
  switch (update.kind) {
    case 'off':
      return update.reason
    case 'none':
      return update.checkedAt === null ? 'Not looked for yet.' : 'This is the newest version.'
    case 'checking':
      return 'Looking for updates…'
    case 'downloading':
      return `Fetching ${update.version}: ${Math.floor(update.percent)} %`
    case 'ready':
      return (
        update.heldBackBy ??
        `${update.version} is here. Your data is backed up first, and the bots start again with it.`
      )
    case 'installing':
      return `Installing ${update.version}…`
    case 'failed':
      return `${update.message} ${update.action}`
  }
}
