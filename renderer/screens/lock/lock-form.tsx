import { type FormEvent, useState } from 'react'
import type { LockView } from '../../../app/contract/lock.ts'
import type { Answer, Problem } from '../../../app/contract/requests.ts'
import { removeLock, saveLock } from '../../actions/lock.ts'
import { showDone } from '../../actions/perform.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'

type LockFormProps = { readonly lock: LockView; readonly onClose: () => void }

const PASSPHRASE_LENGTH_MIN = 12
const MINUTES = ['1', '5', '15', '60'].map((value) => ({ value, label: `After ${value} min` }))
const WHEN = [...MINUTES, { value: '', label: 'Never' }]

/** The passphrase that there is, a new one, and what follows from it. */
export function LockForm({ lock, onClose }: LockFormProps) {
  const [passphrase, setPassphrase] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [minutes, setMinutes] = useState(lock.isSet ? String(lock.autoLockMinutes ?? '') : '15')
  const [pausesBots, setPausesBots] = useState(lock.pausesBots)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const isNew = next !== '' || !lock.isSet
  const isShort = isNew && next.length < PASSPHRASE_LENGTH_MIN
  const fault = isShort || (isNew && next !== again)
  const settle = async (asked: Promise<Answer<LockView>>, done: string) => {
    setBusy(true)
    const answer = await asked
    setBusy(false)
    if (!answer.ok) return setProblem(answer.error)
    showDone(done)
    onClose()
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    const autoLockMinutes = minutes === '' ? null : Number(minutes)
    const wish = { passphrase, next: isNew ? next : null, autoLockMinutes, pausesBots }
    void settle(saveLock(wish), 'The app lock is set.')
  }
  return (
    <form noValidate className="flex max-w-96 flex-col gap-4" onSubmit={save}>
      {lock.isSet && (
        <TextField label="Passphrase now" isSecret value={passphrase} onChange={setPassphrase} />
      )}
      {!lock.hasVault && (
        <>
          <TextField
            label="New passphrase"
            isSecret
            help={
              lock.isSet
                ? 'Empty to keep the one that there is.'
                : 'Twelve characters or more; four words do. Nobody can tell you it again.'
            }
            value={next}
            onChange={setNext}
          />
          {isNew && (
            <TextField
              label="The same once more"
              isSecret
              error={again !== '' && next !== again ? 'The two are not the same.' : undefined}
              value={again}
              onChange={setAgain}
            />
          )}
        </>
      )}
      <SelectField
        label="Lock by itself when nobody is there"
        options={WHEN}
        value={minutes}
        onChange={setMinutes}
      />
      <Checkbox
        label="Bots only sell while it is locked"
        help="They stay so until you let them buy again."
        isChecked={pausesBots}
        onChange={setPausesBots}
      />
      {problem && <ProblemBox problem={problem} />}
      <div className="flex flex-wrap justify-end gap-3">
        {lock.isSet && !lock.hasVault && (
          <Button
            variant="quiet"
            disabled={isBusy || passphrase === ''}
            onClick={() => void settle(removeLock(passphrase), 'The app lock is removed.')}
          >
            Remove the lock
          </Button>
        )}
        <Button onClick={onClose}>Leave it</Button>
        <Button
          type="submit"
          variant="primary"
          disabled={isBusy || fault || (lock.isSet && passphrase === '')}
        >
          {isBusy ? 'Working on it…' : 'Save the lock'}
        </Button>
      </div>
    </form>
  )
}
