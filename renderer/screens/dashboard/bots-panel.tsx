import { EmptyState } from '../../components/empty-state.tsx'
import { Panel } from '../../components/panel.tsx'
import { useEngine } from '../../stores/engine-store.ts'
import { BotCard } from './bot-card.tsx'

export function BotsPanel() {
  const bots = useEngine(({ status }) => status.bots) ?? []
  return (
    <Panel title="Bots">
      {bots.length === 0 ? (
        <EmptyState
          title="No bot yet."
          hint="A bot appears here once you set one up: choose “Set up again” on the left."
        />
      ) : (
        <ul className="flex flex-col gap-3">
          {bots.map((bot) => (
            <BotCard key={bot.id} bot={bot} />
          ))}
        </ul>
      )}
    </Panel>
  )
}
