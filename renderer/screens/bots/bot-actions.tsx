import { Copy, TrendingDown } from 'lucide-react'
import type { BotView } from '../../../app/contract/engine-view.ts'
import type { BotSetup } from '../../../app/contract/setup.ts'
import { backToPaper, prepareRealMoney } from '../../actions/paper.ts'
import { perform } from '../../actions/perform.ts'
import { setTradingState } from '../../actions/trading.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { useEngine } from '../../stores/engine-store.ts'

type BotActionsProps = {
  readonly bot: BotView
  readonly onClone: (setup: BotSetup) => void
}

/** What can be done with a bot beside starting and stopping it. */
export function BotActions({ bot, onClone }: BotActionsProps) {
  const { id, name, trading } = bot
  const isSimulated = useEngine(
    ({ account }) => account.mode === 'demo' || account.mode === 'paper',
  )
  const clone = async () => {
    const outcome = await perform(request('loadBot', { botId: id }))
    if (outcome.done) onClone({ ...outcome.value, name: `${name} copy`.slice(0, 60) })
  }
  const trade = async () => {
    const outcome = await perform(request('loadBot', { botId: id }))
    if (outcome.done) await prepareRealMoney(outcome.value)
  }
  return (
    <div className="mt-2 grid grid-cols-2 gap-2">
      <Button
        size="small"
        aria-label={`Let ${name} only reduce`}
        title="It may sell what it holds, and buys nothing."
        disabled={trading.state !== 'active'}
        onClick={() => void setTradingState(`bot:${id}`, 'reducing')}
      >
        <TrendingDown aria-hidden="true" size={13} />
        Only reduce
      </Button>
      <Button size="small" aria-label={`Clone ${name}`} onClick={() => void clone()}>
        <Copy aria-hidden="true" size={12} />
        Clone…
      </Button>
      {isSimulated ? (
        <Button
          size="small"
          className="col-span-2"
          aria-label={`Trade with ${name} for real money`}
          title="Leads to the wizard with this bot: a key, limits, and typed words come first."
          onClick={() => void trade()}
        >
          With real money…
        </Button>
      ) : (
        <Button
          size="small"
          className="col-span-2"
          aria-label={`Take ${name} back to paper`}
          title="The whole account goes back: one account of a profile trades at a time."
          onClick={() => void backToPaper(false)}
        >
          Back to paper
        </Button>
      )}
    </div>
  )
}
