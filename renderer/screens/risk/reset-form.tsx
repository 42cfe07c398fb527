import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { BreakerView } from '../../../app/contract/risk-view.ts'
import { resetBreaker } from '../../actions/risk.ts'
import { Button } from '../../components/button.tsx'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'
import { SideForm } from '../../components/side-form.tsx'
import { BREAKER_WORDS } from '../../format/breaker-words.ts'
import { wholeSentence } from '../../format/words.ts'

type ResetFormProps = {
  readonly breaker: BreakerView
  readonly onReset: () => void
  readonly onClose: () => void
}

/** Nobody resets a breaker without saying why. */
export function ResetForm({ breaker, onReset, onClose }: ResetFormProps) {
  const { name, scope, reason: tripped } = breaker
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | undefined>()
  const [isBusy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const reset = async (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') {
      setError('Say why it may be reset: the reason is kept in the audit log.')
      return
    }
    setBusy(true)
    const isDone = await resetBreaker({ name, scope, reason: reason.trim() })
    setBusy(false)
    if (isDone) onReset()
  }
  return (
    <SideForm
      title={`Reset ${BREAKER_WORDS[name].title.toLowerCase()}`}
      text={wholeSentence(tripped)}
      onSubmit={(event) => void reset(event)}
      onClose={onClose}
    >
      <Field
        label="Reason"
        help="Kept in the audit log. If what tripped it still holds, it trips again at once."
        error={error}
      >
        {(ids) => (
          <input
            {...ids}
            ref={input}
            type="text"
            maxLength={500}
            className={INPUT_CLASSES}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="flex justify-end gap-3">
        <Button onClick={onClose}>Leave it tripped</Button>
        <Button type="submit" variant="primary" disabled={isBusy}>
          Reset the breaker
        </Button>
      </div>
    </SideForm>
  )
}
