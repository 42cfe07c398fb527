import { KeyRound } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import type { KeyEntryApi, KeyEntryView } from '../../../app/contract/key-entry.ts'
import type { Problem } from '../../../app/contract/requests.ts'
import { WITHDRAWAL_WORDS } from '../../../app/contract/withdrawal-words.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { TextField } from '../../components/text-field.tsx'
import { MODE_WORDS } from '../../format/words.ts'
import { applyTheme } from '../../theme/apply-theme.ts'

const EMPTY = { apiKey: '', secret: '', passphrase: '', words: '' }

/** The whole of the window that a key is typed into. */
export function KeyEntry({ entry }: { readonly entry: KeyEntryApi }) {
  const [view, setView] = useState<KeyEntryView | null>(null)
  const [typed, setTyped] = useState(EMPTY)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    void entry.load().then((loaded) => {
      applyTheme(loaded.theme)
      setView(loaded)
      document.title = `Key for ${loaded.exchangeName}`
      document.documentElement.dataset.ready = 'key-entry'
    })
  }, [entry])
  if (view === null) return null
  const change = (part: Partial<typeof EMPTY>) => setTyped({ ...typed, ...part })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await entry.save({ ...typed, passphrase: typed.passphrase || null })
    setBusy(false)
    if (!answer.ok) setProblem(answer.error)
  }
  const asksForWords = problem?.code === 'key-may-withdraw' || typed.words !== ''
  return (
    <main
      className="flex h-full flex-col overflow-y-auto bg-canvas px-6 py-5"
      onKeyDown={(event) => event.key === 'Escape' && void entry.close()}
    >
      <h1 className="flex items-center gap-2 text-large font-strong">
        <KeyRound aria-hidden="true" size={18} />
        Key for {view.exchangeName}, {MODE_WORDS[view.mode].word.toLowerCase()}
      </h1>
      <p className="mt-1 text-small text-ink-soft">
        Typed here, tried at the exchange, and kept with your secrets. This window is destroyed
        afterwards. Give the key the right to trade, never to withdraw.
      </p>
      <form
        noValidate
        className="mt-4 flex flex-1 flex-col gap-3"
        onSubmit={(event) => void save(event)}
      >
        <TextField label="API key" value={typed.apiKey} onChange={(apiKey) => change({ apiKey })} />
        <TextField
          label="Secret"
          isSecret
          value={typed.secret}
          onChange={(secret) => change({ secret })}
        />
        <TextField
          label="Passphrase"
          isSecret
          help="Leave it empty where the exchange gave you none."
          value={typed.passphrase}
          onChange={(passphrase) => change({ passphrase })}
        />
        {problem && <ProblemBox problem={problem} offersGuide={false} />}
        {asksForWords && (
          <TextField
            label={`To keep it all the same, type: ${WITHDRAWAL_WORDS}`}
            value={typed.words}
            onChange={(words) => change({ words })}
          />
        )}
        <div className="mt-auto flex justify-end gap-3 pt-3">
          <Button onClick={() => void entry.close()}>Leave it</Button>
          <Button
            type="submit"
            variant="primary"
            disabled={isBusy || typed.apiKey === '' || typed.secret === ''}
          >
            {isBusy ? 'Trying it at the exchange…' : 'Try it and keep it'}
          </Button>
        </div>
      </form>
    </main>
  )
}
