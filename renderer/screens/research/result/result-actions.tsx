import type { BacktestView } from '../../../../app/contract/research.ts'
import { openWizardWith } from '../../../actions/setup.ts'
import { Button } from '../../../components/button.tsx'

/** What can be done with a result: let the same bot trade on paper. */
export function ResultActions({ view }: { readonly view: BacktestView }) {
  return (
    <Button
      variant="primary"
      size="small"
      onClick={() => void openWizardWith(view.wish, view.timeframe)}
    >
      Run this on paper…
    </Button>
  )
}
