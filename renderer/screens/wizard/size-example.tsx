import { useEffect, useState } from 'react'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import {
  type BotSetup,
  botSetup,
  type SizePreview,
  type StrategyView,
  type WizardDraft,
} from '../../../app/contract/setup.ts'
import { request } from '../../api/request.ts'
import { formatMoney, formatQuantity } from '../../format/decimal.ts'
import { currenciesOf } from './source-words.ts'

/** Long enough that a number is typed to its end. */
const TYPING_PAUSE_MS = 150

type SizeExampleProps = {
  readonly form: UseFormReturn<BotSetup>
  readonly draft: WizardDraft
  readonly decides: StrategyView['decides']
}

/** What the bot would buy now, with the account's own numbers, and how that comes about. */
export function SizeExample({ form, draft, decides }: SizeExampleProps) {
  const preview = useSizePreview(form, draft)
  if (preview === undefined) return null
  return (
    <div
      role="status"
      aria-label="Example of a size"
      className="mt-4 rounded-large border border-line bg-panel px-4 py-3"
    >
      <ExampleText preview={preview} decides={decides} {...currenciesOf(draft.source)} />
    </div>
  )
}

type ExampleTextProps = {
  readonly preview: SizePreview | null
  readonly base: string
  readonly quote: string
  readonly decides: StrategyView['decides']
}

const BUYS: Readonly<Record<StrategyView['decides'], string>> = {
  signals: 'Buys about ',
  'target-weights': 'Holds a share of about ',
  'working-orders': 'Its orders together buy about ',
}

function ExampleText({ preview, base, quote, decides }: ExampleTextProps) {
  if (preview === null) {
    return <p className="text-ink-soft">Shown with real numbers once this market is open.</p>
  }
  if (preview.kind === 'none') return <p>Would buy nothing now: {preview.reason}.</p>
  const { quantity, worth, arithmetic } = preview
  return (
    <>
      <p>
        {BUYS[decides]}
        <strong className="font-strong">
          {formatQuantity(quantity)} {base}
        </strong>{' '}
        ({formatMoney(worth, quote)} {quote}){decides === 'signals' ? ' now.' : ' at most.'}
      </p>
      <p className="mt-1 text-small text-ink-soft">{arithmetic}</p>
    </>
  )
}

/** Undefined until there is an answer, and while what is typed makes no sense. */
function useSizePreview(
  { control }: UseFormReturn<BotSetup>,
  { source, startingBalance }: WizardDraft,
): SizePreview | null | undefined {
  const [preview, setPreview] = useState<SizePreview | null>()
  const { sizing, exits, parameters, name, strategyId } = useWatch({ control })
  const typed = JSON.stringify({ sizing, exits, parameters, name, strategyId })
  useEffect(() => {
    const bot = botSetup.safeParse(JSON.parse(typed))
    if (!bot.success || source === null) {
      setPreview(undefined)
      return
    }
    let isWanted = true
    const timer = setTimeout(() => {
      void request('previewSize', { source, bot: bot.data, startingBalance }).then((answer) => {
        if (isWanted) setPreview(answer.ok ? answer.value : undefined)
      })
    }, TYPING_PAUSE_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [typed, source, startingBalance])
  return preview
}
