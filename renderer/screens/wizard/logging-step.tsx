import { LoggingSection } from '../settings/logging-section.tsx'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'
import { continueWords } from './step-words.ts'

/** The settings of the log, as they are in the settings too. */
export function LoggingStep({ draft, advance, back }: StepProps) {
  return (
    <StepFrame
      title="What should be written down?"
      explanation={[
        'The log helps to find out what happened; it stays on this machine, without secrets.',
        'The usual settings are good ones. What is skipped here can be changed in the settings.',
      ]}
      continueWords={continueWords(draft)}
      hasForms
      onContinue={() => void advance({})}
      back={back}
    >
      <LoggingSection />
    </StepFrame>
  )
}
