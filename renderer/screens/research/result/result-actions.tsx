import { useState } from 'react'
import type { BacktestView } from '../../../../app/contract/research.ts'
import { saveBacktest } from '../../../actions/research.ts'
import { openWizardWith } from '../../../actions/setup.ts'
import { Button } from '../../../components/button.tsx'
import { ExportMenu } from './export-menu.tsx'

type ResultActionsProps = { readonly view: BacktestView; readonly runId: string }

/** What can be done with a result: keep it, keep it in a file, let the same bot trade on paper. */
export function ResultActions({ view, runId }: ResultActionsProps) {
  const [isSaved, setSaved] = useState(false)
  return (
    <>
      <Button
        size="small"
        disabled={isSaved}
        onClick={() => void saveBacktest(runId, '').then(setSaved)}
      >
        {isSaved ? 'Saved' : 'Save'}
      </Button>
      <ExportMenu kind="run" id={runId} />
      <Button
        variant="primary"
        size="small"
        onClick={() => void openWizardWith(view.wish, view.timeframe)}
      >
        Run this on paper…
      </Button>
    </>
  )
}
