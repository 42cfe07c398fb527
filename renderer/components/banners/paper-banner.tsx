import { backToPaper } from '../../actions/paper.ts'
import { usePaper } from '../../stores/paper-store.ts'
import { Button } from '../button.tsx'
import { Banner } from './banner.tsx'

/** What would be left at the exchange by going back to paper, and whether it may. */
export function PaperBanner() {
  const rest = usePaper((state) => state.rest)
  const settled = usePaper((state) => state.settled)
  if (rest === null) return null
  return (
    <Banner kind="danger" label="Back to paper">
      <p className="min-w-0 flex-1">
        <strong className="font-strong">Back to paper leaves this at the exchange: </strong>
        {rest.join(', ')}. No bot looks after it there, and stops that Cryptobot watches are not
        watched. Sell or cancel it first, or leave it.
      </p>
      <Button size="small" onClick={() => settled()}>
        Stay
      </Button>
      <Button variant="danger" size="small" onClick={() => void backToPaper(true)}>
        Leave it, and go to paper
      </Button>
    </Banner>
  )
}
