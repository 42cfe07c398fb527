import type { PositionView } from '../../../app/contract/engine-view.ts'
import { MANUAL_BOT } from '../../../app/contract/manual-bot.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { PlainTable } from '../../components/plain-table.tsx'
import { SignedAmount } from '../../components/signed-amount.tsx'
import { formatMoney, formatQuantity } from '../../format/decimal.ts'
import { EMPTY_TICKET } from '../../forms/order-ticket.ts'
import { appStore } from '../../stores/app-store.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { ticketStore } from '../../stores/ticket-store.ts'
import { RowTime } from '../dashboard/row-time.tsx'
import { HolderName } from './holder-name.tsx'
import { PriceText, quoteOfSymbol } from './price-text.tsx'

/** What is held now, and where it would be left. */
export function PositionsPage() {
  const positions = useEngine(({ status }) => status.portfolio.positions) ?? []
  return (
    <div className="h-full overflow-y-auto p-4">
      {positions.length === 0 ? (
        <EmptyState
          title="Nothing is held."
          hint="A position appears here when a buy order fills, a bot's or yours. What became of earlier ones is under Closed."
        />
      ) : (
        <PlainTable
          label="Open positions"
          rows={positions}
          rowId={({ botId, symbol }) => `${botId} ${symbol}`}
          columns={[
            { header: 'Bot', cell: ({ botId }) => <HolderName botId={botId} /> },
            { header: 'Market', cell: ({ symbol }) => symbol },
            {
              header: 'Quantity',
              isNumber: true,
              cell: ({ quantity }) => formatQuantity(quantity),
            },
            price('Average cost', ({ averageCost }) => averageCost),
            price('Mark', ({ mark }) => mark),
            {
              header: 'Value',
              isNumber: true,
              cell: ({ value, symbol }) => formatMoney(value, quoteOfSymbol(symbol)),
            },
            { header: 'Unrealised', isNumber: true, cell: Unrealised },
            price('Stop', ({ stopPrice, trailingPrice }) => trailingPrice ?? stopPrice),
            price('Target', ({ targetPrice }) => targetPrice),
            { header: 'Opened', cell: ({ openedAt }) => <RowTime timeMs={openedAt} /> },
            { header: '', cell: (position) => <WayOut position={position} /> },
          ]}
        />
      )}
    </div>
  )
}

function price(header: string, of: (position: PositionView) => string | null) {
  return {
    header,
    isNumber: true,
    cell: (position: PositionView) => <PriceText price={of(position)} symbol={position.symbol} />,
  }
}

function Unrealised({ unrealised, unrealisedPercent, symbol }: PositionView) {
  return (
    <SignedAmount
      amount={unrealised}
      percent={unrealisedPercent}
      currency={quoteOfSymbol(symbol)}
      title="Value now minus what was paid"
    />
  )
}

/** What a bot holds is left by the bot; the rest through the ticket, which trades the account's market. */
function WayOut({ position: { botId, symbol, quantity } }: { readonly position: PositionView }) {
  const traded = useEngine(({ account }) => account.symbol)
  if (botId !== MANUAL_BOT) {
    return (
      <Button size="small" onClick={() => appStore.getState().open('bots')}>
        To its bot
      </Button>
    )
  }
  if (symbol !== traded) return null
  const sell = () => {
    ticketStore.getState().open({ ...EMPTY_TICKET, side: 'sell', quantity })
    appStore.getState().open('dashboard')
  }
  return (
    <Button size="small" onClick={sell}>
      Sell…
    </Button>
  )
}
