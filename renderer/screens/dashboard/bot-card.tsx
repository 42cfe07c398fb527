import { CirclePause, CirclePlay, CircleStop, Play, Square } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { BotView } from '../../../app/contract/engine-view.ts'
import { startBot, stopBot } from '../../actions/trading.ts'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { Facts } from '../../components/facts.tsx'
import { SignedAmount } from '../../components/signed-amount.tsx'
import { formatQuantity } from '../../format/decimal.ts'
import { exitWords, sentence, sizeTerm } from '../../format/words.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { BotHold } from './bot-hold.tsx'

type BotCardProps = {
  readonly bot: BotView
  /** What else can be done with it. */
  readonly children?: ReactNode
}

/** One bot: what it is, what it thinks, and the button that starts or stops it. */
export function BotCard({ bot, children }: BotCardProps) {
  return (
    <li aria-label={bot.name} className="rounded-large border border-line bg-panel p-3">
      <div className="flex items-start justify-between gap-2">
        <div className="min-w-0">
          <h3 className="truncate font-strong">{bot.name}</h3>
          <p className="text-small text-ink-soft">
            {bot.symbol} · {bot.timeframe}
          </p>
        </div>
        <BotStatus status={bot.status} />
      </div>
      <p className="mt-3 min-h-10 border-line border-l-2 pl-3">
        <span className="sr-only">Current thought: </span>
        {sentence(bot.thought) || 'Waiting for the first closed candle.'}
      </p>
      <BotHold bot={bot} />
      <Facts className="mt-3" facts={factsOf(bot)} />
      <BotButton bot={bot} />
      {children}
    </li>
  )
}

function factsOf(bot: BotView) {
  return [
    { term: 'Strategy', value: bot.strategyName },
    ...bot.parameters.map(({ label, text }) => ({ term: label, value: text })),
    { term: sizeTerm(bot.decides), value: bot.sizing },
    { term: 'Exits', value: exitWords(bot) },
    { term: 'Holds', value: <Holding bot={bot} /> },
  ]
}

/** What the bot itself has bought and not sold yet, and how that stands. */
function Holding({ bot: { id, symbol } }: { readonly bot: BotView }) {
  const positions = useEngine(({ status }) => status.portfolio.positions)
  const held = positions?.find((position) => position.botId === id)
  if (held === undefined) return 'nothing'
  const [base, quote = ''] = symbol.split('/')
  return (
    <>
      {formatQuantity(held.quantity)} {base}{' '}
      <SignedAmount amount={held.unrealised} currency={quote} title="Unrealised" />
    </>
  )
}

const LOOKS = {
  running: { words: 'Running', Icon: CirclePlay, colour: 'text-ink' },
  stopped: { words: 'Stopped', Icon: CircleStop, colour: 'text-ink-soft' },
  held: { words: 'Held by the halt', Icon: CirclePause, colour: 'text-danger' },
}

function BotStatus({ status }: { readonly status: BotView['status'] }) {
  const isHalted = useEngine((snapshot) => snapshot.status.trading.state === 'halted') ?? false
  const { words, Icon, colour } = LOOKS[isHalted && status === 'running' ? 'held' : status]
  return (
    <span className={classNames('flex items-center gap-1 whitespace-nowrap text-small', colour)}>
      <Icon aria-hidden="true" size={14} />
      {words}
    </span>
  )
}

function BotButton({ bot }: { readonly bot: BotView }) {
  const [isBusy, setBusy] = useState(false)
  const isRunning = bot.status === 'running'
  const Icon = isRunning ? Square : Play
  const onClick = async () => {
    setBusy(true)
    await (isRunning ? stopBot(bot.id) : startBot(bot.id))
    setBusy(false)
  }
  return (
    <Button
      variant={isRunning ? 'secondary' : 'mode'}
      size="small"
      className="mt-3 w-full"
      disabled={isBusy}
      onClick={() => void onClick()}
    >
      <Icon aria-hidden="true" size={11} fill="currentColor" />
      {isRunning ? `Stop ${bot.name}` : `Start ${bot.name}`}
    </Button>
  )
}
