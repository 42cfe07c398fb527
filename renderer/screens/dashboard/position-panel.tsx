import type { PositionView } from '../../../app/contract/engine-view.ts'
import { MANUAL_BOT } from '../../../app/contract/manual-bot.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { SignedAmount } from '../../components/signed-amount.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { useNow } from '../../components/use-now.ts'
import { formatDecimal, formatMoney, formatQuantity } from '../../format/decimal.ts'
import { useEngine } from '../../stores/engine-store.ts'

export function PositionPanel() {
  const positions = useEngine(({ status }) => status.portfolio.positions) ?? []
  return (
    <Panel title="Open position">
      {positions.length === 0 ? (
        <EmptyState
          title="Nothing is held."
          hint="A position appears here when a buy order fills, a bot's or yours."
        />
      ) : (
        <div className="flex flex-col gap-4">
          {positions.map((position) => (
            <Position key={position.botId} position={position} />
          ))}
        </div>
      )}
    </Panel>
  )
}

function Position({ position }: { readonly position: PositionView }) {
  const account = useEngine((snapshot) => snapshot.account)
  const now = useNow()
  if (!account) return null
  const { base, quote, priceDecimals } = account
  return (
    <div>
      <p className="flex items-baseline justify-between gap-2">
        <span className="text-large font-strong">
          {formatQuantity(position.quantity)} <span className="text-small font-normal">{base}</span>
        </span>
        <SignedAmount
          amount={position.unrealised}
          percent={position.unrealisedPercent}
          currency={quote}
          title="Unrealised: value now minus what was paid"
        />
      </p>
      <Facts
        className="mt-2"
        facts={[
          { term: 'Held by', value: <Holder botId={position.botId} /> },
          { term: 'Average cost', value: formatDecimal(position.averageCost, priceDecimals) },
          {
            term: 'Mark',
            value: formatDecimal(position.mark, priceDecimals),
            title: 'The middle of the market',
          },
          { term: 'Value', value: `${formatMoney(position.value, quote)} ${quote}` },
          { term: 'Opened', value: <TimeText timeMs={position.openedAt} nowMs={now} /> },
        ]}
      />
    </div>
  )
}

function Holder({ botId }: { readonly botId: string }) {
  const name = useEngine(({ status }) => status.bots.find((bot) => bot.id === botId)?.name)
  return botId === MANUAL_BOT ? 'you, by hand' : (name ?? botId)
}
