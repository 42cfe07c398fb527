import { useState } from 'react'
import type { KeyView } from '../../../app/contract/keys.ts'
import { listKeyRotations, listKeys, removeKeys } from '../../actions/keys.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/confirmation.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { usePolled } from '../../components/use-polled.ts'
import { SettingsSection } from '../settings/settings-section.tsx'
import { AddKey } from './add-key.tsx'
import { KeyRow } from './key-row.tsx'
import { RotationSteps } from './rotation-steps.tsx'

/** One that was typed into its own window shows soon after. */
const LOOK_AGAIN_MS = 1_000

/** The keys that are kept: what they may do, and what is wrong with them. */
export function KeysSection() {
  const { value: keys, problem, reload } = usePolled(listKeys, LOOK_AGAIN_MS)
  const { value: rotations, reload: reloadRotations } = usePolled(listKeyRotations, LOOK_AGAIN_MS)
  const [leaving, setLeaving] = useState<KeyView | null>(null)
  const remove = async (key: KeyView) => {
    if (await removeKeys(key)) setLeaving(null)
    await reload()
  }
  return (
    <SettingsSection
      title="API keys"
      text="A key is tried at its exchange before it is kept, and only its last four characters are ever shown. Give it the right to trade, never to withdraw."
    >
      {problem && <ProblemBox problem={problem} />}
      {keys?.length === 0 && (
        <p className="mb-4 text-small text-ink-soft">
          None yet. Demo and paper need none; testnet and live need one for their exchange.
        </p>
      )}
      {keys !== null && keys.length > 0 && (
        <ul className="mb-4 flex flex-col">
          {keys.map((key) => (
            <KeyRow
              key={`${key.mode} ${key.exchangeId}`}
              view={key}
              onRemove={() => setLeaving(key)}
            />
          ))}
        </ul>
      )}
      {rotations?.map((rotation) => (
        <RotationSteps
          key={`${rotation.mode} ${rotation.exchangeId}`}
          rotation={rotation}
          reload={reloadRotations}
        />
      ))}
      {leaving === null ? (
        <AddKey />
      ) : (
        <Confirmation title={`Remove the key …${leaving.ending}?`} onClose={() => setLeaving(null)}>
          <p className="mt-3 text-ink-soft">
            Cryptobot forgets it at once, and bots on {leaving.exchangeId} cannot send or cancel
            orders once they are started again. The key itself stays valid until you delete it at
            the exchange.
          </p>
          <div className="mt-6 flex justify-end gap-3">
            <Button onClick={() => setLeaving(null)}>Keep it</Button>
            <Button variant="danger" onClick={() => void remove(leaving)}>
              Remove the key
            </Button>
          </div>
        </Confirmation>
      )}
    </SettingsSection>
  )
}
