import { LockKeyhole } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import type { Problem } from '../../../app/contract/requests.ts'
import { haltLocked, unlock } from '../../actions/lock.ts'
import { Button } from '../../components/button.tsx'
import { markReady } from '../../components/mark-ready.ts'
import { ProblemBox } from '../../components/problem-box.tsx'
import { TextField } from '../../components/text-field.tsx'

/** All there is while the app is locked: how to open it, and how to stop trading. */
export function Lock() {
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [isHalted, setHalted] = useState(false)
  useEffect(() => markReady('lock'), [])
  const open = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await unlock(passphrase)
    setBusy(false)
    setPassphrase('')
    setProblem(answer.ok ? null : answer.error)
  }
  const halt = async () => {
    const answer = await haltLocked()
    setHalted(answer.ok)
    setProblem(answer.ok ? null : answer.error)
  }
  return (
    <main className="flex h-full flex-col items-center justify-center gap-6 bg-canvas p-6">
      <section
        aria-label="Cryptobot is locked"
        className="w-[420px] max-w-full rounded-large border border-line bg-panel p-8"
      >
        <LockKeyhole aria-hidden="true" size={28} className="text-accent" />
        <h1 className="mt-4 text-title font-strong leading-8">Cryptobot is locked</h1>
        <p className="mt-1 text-ink-soft">What was running runs on, unless you chose otherwise.</p>
        <form
          noValidate
          className="mt-6 flex flex-col gap-4"
          onSubmit={(event) => void open(event)}
        >
          <TextField label="Passphrase" isSecret value={passphrase} onChange={setPassphrase} />
          {problem && <ProblemBox problem={problem} offersGuide={false} />}
          <Button type="submit" variant="primary" disabled={isBusy || passphrase === ''}>
            {isBusy ? 'Unlocking…' : 'Unlock'}
          </Button>
        </form>
      </section>
      <Button
        variant={isHalted ? 'halted' : 'danger'}
        disabled={isHalted}
        onClick={() => void halt()}
      >
        {isHalted ? 'Trading is halted' : 'HALT trading'}
      </Button>
    </main>
  )
}
