import { useEffect, useRef } from 'react'
import type { Change } from '../forms/change.ts'
import { Button } from './button.tsx'
import { ChangeList } from './change-list.tsx'
import { Confirmation } from './confirmation.tsx'
import { ProblemBox } from './problem-box.tsx'
import type { ConfirmedSave } from './use-confirmed-save.ts'

type SaveBarProps = {
  readonly saving: ConfirmedSave
  /** Null while what was typed has faults. */
  readonly changes: readonly Change[] | null
  readonly onClose: () => void
}

/** What saving would change, why it was refused, and what has to be confirmed. */
export function SaveBar({ saving, changes, onClose }: SaveBarProps) {
  if (saving.asked !== null) return <LooserQuestion saving={saving} loosened={saving.asked} />
  return (
    <div className="sticky -bottom-5 -mx-5 -mb-5 flex flex-col gap-3 border-line border-t bg-panel px-5 py-4">
      {saving.problem && <ProblemBox problem={saving.problem} />}
      {changes === null ? (
        <p className="text-small text-danger">Correct the marked fields first.</p>
      ) : (
        <ChangeList changes={changes} />
      )}
      <div className="flex justify-end gap-3">
        <Button onClick={onClose}>Leave it</Button>
        <Button
          type="submit"
          variant="primary"
          disabled={saving.isBusy || changes === null || changes.length === 0}
        >
          Save
        </Button>
      </div>
    </div>
  )
}

type LooserQuestionProps = {
  readonly saving: ConfirmedSave
  readonly loosened: readonly string[]
}

/** Asked while real money is at risk; the safe answer has the focus. */
function LooserQuestion({ saving, loosened }: LooserQuestionProps) {
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  return (
    <Confirmation title="Loosen it while real money trades?" onClose={saving.dismiss}>
      <ul className="mt-2 list-disc pl-5">
        {loosened.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p className="mt-2 text-ink-soft">It holds from the next order on, and is written down.</p>
      <div className="mt-4 flex justify-end gap-3">
        <Button ref={keep} onClick={saving.dismiss}>
          Keep it strict
        </Button>
        <Button variant="danger" disabled={saving.isBusy} onClick={() => void saving.save(true)}>
          Loosen it
        </Button>
      </div>
    </Confirmation>
  )
}
