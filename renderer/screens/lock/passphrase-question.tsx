import { type FormEvent, useState } from 'react'
import type { Problem, RequestName } from '../../../app/contract/requests.ts'
import { confirmPassphrase } from '../../actions/lock.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/confirmation.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { TextField } from '../../components/text-field.tsx'
import { usePassphrase } from '../../stores/passphrase-store.ts'

/** Asks for the lock's passphrase once more, before what cannot be taken back. */
export function PassphraseQuestion() {
  const waiting = usePassphrase((state) => state.waiting)
  return waiting && <Question key={waiting} request={waiting} />
}

function Question({ request }: { readonly request: RequestName }) {
  const settle = usePassphrase((state) => state.settle)
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const confirm = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await confirmPassphrase(passphrase, request)
    if (answer.ok) return settle(true)
    setBusy(false)
    setPassphrase('')
    setProblem(answer.error)
  }
  return (
    <div className="mx-auto w-full max-w-[696px] pb-4">
      <Confirmation title="Your passphrase once more" onClose={() => settle(false)}>
        <form
          noValidate
          className="mt-2 flex max-w-96 flex-col gap-4"
          onSubmit={(event) => void confirm(event)}
        >
          <p className="text-ink-soft">{WHY[request] ?? 'This asks for it again.'}</p>
          <TextField label="Passphrase" isSecret value={passphrase} onChange={setPassphrase} />
          {problem && <ProblemBox problem={problem} />}
          <div className="flex justify-end gap-3">
            <Button onClick={() => settle(false)}>Leave it</Button>
            <Button type="submit" variant="primary" disabled={isBusy || passphrase === ''}>
              {isBusy ? 'Looking at it…' : 'Go on'}
            </Button>
          </div>
        </form>
      </Confirmation>
    </div>
  )
}

const LOOSER = 'This lets bots do more with real money.'
const WRITES = 'This writes what Cryptobot knows to a file.'

const WHY: Partial<Record<RequestName, string>> = {
  openKeyWindow: 'This changes the key that an exchange is reached with.',
  giveUpRotation: 'This forgets a key that an exchange may still take.',
  removeKeys: 'This removes the key that an exchange is reached with.',
  saveExchangeUrl: 'This changes where an exchange is reached, and who is shown the key for it.',
  saveChannel: 'This changes who is told what happens.',
  saveAlertRules: 'This tells people less of what happens.',
  removeChannel: 'This tells somebody no longer what happens.',
  exportBacktest: WRITES,
  exportHistory: WRITES,
  giveDiagnostics: WRITES,
  saveLimits: LOOSER,
  saveBreaker: LOOSER,
  finishSetup: 'This lets a bot trade with real money.',
}
