import { OctagonX } from 'lucide-react'
import type { BotView } from '../../../app/contract/engine-view.ts'
import { releaseBot } from '../../actions/trading.ts'
import { Button } from '../../components/button.tsx'
import { wholeSentence } from '../../format/words.ts'
import { appStore } from '../../stores/app-store.ts'
import { useEngine } from '../../stores/engine-store.ts'

/** Why this one bot trades nothing or only shrinks its position, and the way back; the others go on. */
export function BotHold({ bot }: { readonly bot: BotView }) {
  const { id, name, trading } = bot
  const hasTripped =
    useEngine(({ status }) => status.trips.some(({ scope }) => scope === `bot:${id}`)) ?? false
  if (trading.state === 'active') return null
  return (
    <div className="mt-3 flex items-center gap-2 rounded-small bg-danger-tint px-3 py-2 text-small">
      <OctagonX aria-hidden="true" size={14} className="shrink-0 text-danger" />
      <p className="min-w-0 flex-1 break-words">
        <strong className="font-strong">
          {trading.state === 'halted' ? 'Halted.' : 'Only reducing.'}
        </strong>{' '}
        {wholeSentence(trading.reason)}
      </p>
      {hasTripped ? (
        <Button size="small" onClick={() => appStore.getState().open('risk')}>
          Show breakers
        </Button>
      ) : (
        <Button size="small" aria-label={`Resume ${name}`} onClick={() => void releaseBot(id)}>
          Resume
        </Button>
      )}
    </div>
  )
}
