import { useCallback } from 'react'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { BotForm } from './bot-form.tsx'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'
import { continueWords } from './step-words.ts'

export function BotStep(props: StepProps) {
  const [strategies, askAgain] = useAnswer(useCallback(() => request('listStrategies', null), []))
  if (strategies.kind === 'ready') return <BotForm {...props} strategies={strategies.value} />
  return (
    <StepFrame
      title="What should the bot do?"
      explanation={['A bot is a strategy with its settings.', 'It decides at each closed candle.']}
      continueWords={continueWords(props.draft)}
      canContinue={false}
      onContinue={() => undefined}
      back={props.back}
    >
      {strategies.kind === 'loading' ? (
        <p className="text-ink-soft">Listing strategies…</p>
      ) : (
        <ProblemBox problem={strategies.problem}>
          <Button size="small" onClick={askAgain}>
            Try again
          </Button>
        </ProblemBox>
      )}
    </StepFrame>
  )
}
