import { Copy, Trash2, TrendingDown } from 'lucide-react'
import { useState } from 'react'
import type { BotView } from '../../../app/contract/engine-view.ts'
import type { BotSetup } from '../../../app/contract/setup.ts'
import { backToPaper, prepareRealMoney } from '../../actions/paper.ts'
import { perform } from '../../actions/perform.ts'
import { removeBot, setTradingState } from '../../actions/trading.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/confirmation.tsx'
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
  const [isRemoving, setRemoving] = useState(false)
  const remove = async () => {
    if (!(await removeBot(id))) setRemoving(false)
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
      <Button size="small" aria-label={`Remove ${name}`} onClick={() => setRemoving(true)}>
        <Trash2 aria-hidden="true" size={12} />
        Remove…
      </Button>
      {isSimulated ? (
        <Button
          size="small"
          aria-label={`With real money: ${name}`}
          title="Leads to the wizard with this bot: a key, limits, and typed words come first."
          onClick={() => void trade()}
        >
          With real money…
        </Button>
      ) : (
        <Button
          size="small"
          aria-label={`Back to paper: ${name}`}
          title="The whole account goes back: one account of a profile trades at a time."
          onClick={() => void backToPaper(false)}
        >
          Back to paper
        </Button>
      )}
      {isRemoving && (
        <div className="col-span-2">
          <Confirmation title={`Remove ${name}?`} onClose={() => setRemoving(false)}>
            <p className="mt-2 text-ink-soft">
              It decides nothing any more. Its orders, fills and results stay in the books. One that
              holds something, or has an order at work, is not removed.
            </p>
            <div className="mt-4 flex justify-end gap-3">
              <Button size="small" onClick={() => setRemoving(false)}>
                Keep it
              </Button>
              <Button variant="danger" size="small" onClick={() => void remove()}>
                Remove the bot
              </Button>
            </div>
          </Confirmation>
        </div>
      )}
    </div>
  )
}
