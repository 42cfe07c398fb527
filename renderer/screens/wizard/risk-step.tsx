import { RISK_PROFILES, type RiskProfileName } from '../../../app/contract/risk-profiles.ts'
import { ChoiceCard } from '../../components/choice-card.tsx'
import { riskProfileLines } from './risk-profile-lines.ts'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'
import { continueWords, skipWords } from './step-words.ts'

const PROFILES = ['careful', 'balanced', 'bold'] as const satisfies readonly RiskProfileName[]

/** Three answers to one question, each with the numbers that it sets. */
export function RiskStep({ draft, change, advance, back }: StepProps) {
  const { riskProfile } = draft
  return (
    <StepFrame
      title="How much may be at stake?"
      explanation={[
        'Limits refuse an order that is too large; breakers hold the bots back once too much is lost.',
        'Every number can be changed later under Risk, and none of them can promise a result.',
      ]}
      continueWords={riskProfile === null ? skipWords(draft) : continueWords(draft)}
      onContinue={() => void advance({})}
      back={back}
    >
      <fieldset className="grid grid-cols-2 gap-3">
        <legend className="sr-only">Risk</legend>
        {PROFILES.map((name) => (
          <ChoiceCard
            key={name}
            group="risk"
            title={RISK_PROFILES[name].word}
            text={RISK_PROFILES[name].text}
            isChosen={riskProfile === name}
            onChoose={() => void change({ riskProfile: name })}
          />
        ))}
        <ChoiceCard
          group="risk"
          title="Choose later"
          text="The account keeps its limits; a new one gets wide ones that stop slips only, such as one order for more than it has."
          isChosen={riskProfile === null}
          onChoose={() => void change({ riskProfile: null })}
        />
      </fieldset>
      {riskProfile !== null && <ProfileNumbers name={riskProfile} />}
    </StepFrame>
  )
}

function ProfileNumbers({ name }: { readonly name: RiskProfileName }) {
  return (
    <section aria-label="What it sets" className="mt-6">
      <dl className="divide-y divide-line rounded-large border border-line bg-panel">
        {riskProfileLines(name).map(({ term, value, text }) => (
          <div key={term} className="grid grid-cols-[148px_64px_minmax(0,1fr)] gap-4 px-4 py-2">
            <dt>{term}</dt>
            <dd className="text-right font-strong tabular-nums">{value}</dd>
            <dd className="text-small text-ink-soft">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
