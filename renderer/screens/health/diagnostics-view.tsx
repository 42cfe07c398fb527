import { ArrowLeft, Copy, Save } from 'lucide-react'
import { giveDiagnostics } from '../../actions/logs.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { useAnswer } from '../../components/use-answer.ts'

/** All that helps somebody else to find a fault, to be read before it is given to them. */
export function DiagnosticsView({ onClose }: { readonly onClose: () => void }) {
  const [loaded] = useAnswer(loadDiagnostics)
  return (
    <div className="flex h-full flex-col gap-3 bg-panel px-6 py-4">
      <div className="flex shrink-0 items-center gap-3">
        <Button onClick={onClose}>
          <ArrowLeft aria-hidden="true" size={14} />
          Back to the log
        </Button>
        <h2 className="text-large font-strong">Diagnostics</h2>
        <p className="text-small text-ink-soft">
          Read it before you give it away: amounts and names are in here. Secrets are hidden.
        </p>
        <span className="flex-1" />
        {loaded.kind === 'ready' && (
          <>
            <Button onClick={() => void giveDiagnostics('clipboard')}>
              <Copy aria-hidden="true" size={14} />
              Copy
            </Button>
            <Button onClick={() => void giveDiagnostics('file')}>
              <Save aria-hidden="true" size={14} />
              Save…
            </Button>
          </>
        )}
      </div>
      {loaded.kind === 'failed' && <ProblemBox problem={loaded.problem} />}
      {loaded.kind === 'ready' && (
        <textarea
          readOnly
          aria-label="What is in it"
          className="min-h-0 flex-1 resize-none whitespace-pre rounded-large border border-line bg-canvas p-4 font-mono text-tiny leading-[18px]"
          value={loaded.value.text}
        />
      )}
    </div>
  )
}

function loadDiagnostics() {
  return request('loadDiagnostics', null)
}
