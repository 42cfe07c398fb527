import { useState } from 'react'
import { ARMING_WORDS } from '../../../app/contract/arming.ts'
import { RISK_PROFILES } from '../../../app/contract/risk-profiles.ts'
import type { WizardDraft } from '../../../app/contract/setup.ts'
import { sizingSetupWords } from '../../../app/contract/sizing-words.ts'
import type { WizardStep } from '../../../app/contract/wizard-steps.ts'
import { finishSetup } from '../../actions/setup.ts'
import { Button } from '../../components/button.tsx'
import { formatMoney } from '../../format/decimal.ts'
import { exitWords, MODE_WORDS, parameterWords } from '../../format/words.ts'
import { LiveArming } from './live-arming.tsx'
import { currenciesOf, quoteOf, sourceWords, startWords } from './source-words.ts'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'

/** Everything at a glance, and the button that starts it. */
export function SummaryStep({ draft, change, back }: StepProps) {
  const [isStarting, setStarting] = useState(false)
  const [words, setWords] = useState('')
  const { source } = draft
  const isLive = source?.kind === 'exchange' && source.mode === 'live'
  const isArmed = !isLive || words.trim() === ARMING_WORDS
  const start = async () => {
    setStarting(true)
    if (!(await finishSetup(draft, words.trim()))) setStarting(false)
  }
  return (
    <div data-mode={draft.mode} className="contents">
      <StepFrame
        title="Ready to start"
        explanation={[
          'The bot starts right away and decides at each closed candle.',
          'HALT at the top right stops all new orders with one press, at any time.',
        ]}
        continueWords={isStarting ? 'Starting…' : startWords(draft)}
        canContinue={!isStarting && source !== null && isArmed}
        missing={isStarting ? undefined : missingWords(source !== null)}
        sends
        onContinue={() => void start()}
        back={back}
      >
        <dl className="divide-y divide-line rounded-large border border-line bg-panel">
          {rowsOf(draft).map((row) => (
            <SummaryRow key={row.term} {...row} onChange={() => void change({ step: row.step })} />
          ))}
        </dl>
        {isLive && (
          <LiveArming
            exchange={source.exchangeId}
            riskProfile={draft.riskProfile}
            words={words}
            onWords={setWords}
          />
        )}
      </StepFrame>
    </div>
  )
}

function missingWords(hasMarket: boolean): string {
  return hasMarket ? `Type “${ARMING_WORDS}” first.` : 'Choose a market first.'
}

function riskWords(profile: WizardDraft['riskProfile']): string {
  if (profile === null) return 'The limits and breakers that the account has'
  const { word, text } = RISK_PROFILES[profile]
  return `${word}: ${text}`
}

type Row = { readonly term: string; readonly text: string; readonly step: WizardStep }

function rowsOf(draft: WizardDraft): Row[] {
  const { bot, source, startingBalance } = draft
  const { word, money } = MODE_WORDS[draft.mode]
  const parameters = Object.entries(bot.parameters)
    .map(([key, value]) => `${parameterWords(key)} ${value}`)
    .join(', ')
  const quote = quoteOf(source)
  return [
    { term: 'Mode', text: `${word}: ${money}`, step: 'mode' },
    { term: 'Market', text: sourceWords(source), step: 'market' },
    { term: 'Bot', text: `${bot.name}: ${parameters}`, step: 'bot' },
    {
      term: 'Size of a trade',
      text: sizingSetupWords(bot.sizing, currenciesOf(source)),
      step: 'bot',
    },
    { term: 'Exits', text: exitWords(bot.exits), step: 'bot' },
    source?.kind === 'exchange'
      ? { term: 'Balance', text: `What the account holds at ${source.exchangeId}`, step: 'market' }
      : {
          term: 'Starting balance',
          text: `${formatMoney(startingBalance, quote)} ${quote}, simulated`,
          step: 'balance',
        },
    { term: 'Risk', text: riskWords(draft.riskProfile), step: 'risk' },
  ]
}

function SummaryRow({ term, text, onChange }: Row & { readonly onChange: () => void }) {
  return (
    <div className="flex items-center gap-4 py-2 pr-2 pl-4">
      <dt className="w-32 shrink-0 text-ink-soft">{term}</dt>
      <dd className="flex min-w-0 flex-1 items-center gap-4">
        <span className="min-w-0 flex-1 break-words">{text}</span>
        <Button
          variant="quiet"
          size="small"
          aria-label={`Change ${term.toLowerCase()}`}
          onClick={onChange}
        >
          Change
        </Button>
      </dd>
    </div>
  )
}
