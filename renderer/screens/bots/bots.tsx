import { useCallback, useState } from 'react'
import type { BotSetup, StrategyView } from '../../../app/contract/setup.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { SidePage } from '../../components/side-page.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { freshBot } from '../../forms/bot-form.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { BotCard } from '../dashboard/bot-card.tsx'
import { BotActions } from './bot-actions.tsx'
import { type BotDraft, NewBotForm } from './new-bot-form.tsx'
import { TemplateGallery } from './template-gallery.tsx'

/** All bots of the account, and how to have another one. */
export function Bots() {
  const [strategies] = useAnswer(useCallback(() => request('listStrategies', null), []))
  const [draft, setDraft] = useState<BotDraft | null>(null)
  if (strategies.kind === 'loading') return null
  if (strategies.kind === 'failed') {
    return (
      <div className="max-w-[720px] p-6">
        <ProblemBox problem={strategies.problem} />
      </div>
    )
  }
  return <BotBench strategies={strategies.value} draft={draft} onDraft={setDraft} />
}

type BotBenchProps = {
  readonly strategies: readonly StrategyView[]
  /** The bot that is being set up; null while there is none. */
  readonly draft: BotDraft | null
  readonly onDraft: (draft: BotDraft | null) => void
}

function BotBench({ strategies, draft, onDraft }: BotBenchProps) {
  const bots = useEngine(({ status }) => status.bots) ?? []
  const symbol = useEngine(({ account }) => account.symbol)
  const strategy = strategies.find(({ id }) => id === draft?.setup.strategyId)
  const begin = (chosen: StrategyView) => onDraft(draftOf(freshBot(chosen), null))
  const side =
    draft && strategy ? (
      <NewBotForm
        key={draft.id}
        {...{ draft, strategy, strategies }}
        onStrategy={begin}
        onClose={() => onDraft(null)}
      />
    ) : null
  return (
    <div className="flex h-full flex-col bg-canvas">
      <header className="flex shrink-0 items-center justify-between gap-6 border-line border-b bg-panel px-6 py-4">
        <h1 className="text-title font-strong leading-8">Bots</h1>
        <Button variant="primary" onClick={() => strategies[0] && begin(strategies[0])}>
          New bot…
        </Button>
      </header>
      <div className="min-h-0 flex-1">
        <SidePage side={side}>
          {bots.length === 0 ? (
            <EmptyState
              title="No bot yet."
              hint="Take a template below. It trades the market of this account, within its limits, and can be stopped at any time."
            />
          ) : (
            <ul
              aria-label="Bots"
              className="grid grid-cols-[repeat(auto-fill,minmax(320px,1fr))] items-start gap-3"
            >
              {bots.map((bot) => (
                <BotCard key={bot.id} bot={bot}>
                  <BotActions bot={bot} onClone={(setup) => onDraft(draftOf(setup, bot.id))} />
                </BotCard>
              ))}
            </ul>
          )}
          <TemplateGallery strategies={strategies} symbol={symbol ?? ''} onChoose={begin} />
        </SidePage>
      </div>
    </div>
  )
}

/** Each is a form of its own, also one that begins as the form before it did. */
function draftOf(setup: BotSetup, like: string | null): BotDraft {
  return { id: crypto.randomUUID(), setup, like }
}
