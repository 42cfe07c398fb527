import { useEffect, useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/confirmation.tsx'
import type { DecisionWords } from '../../format/drift-words.ts'

type DriftQuestionProps = {
  readonly words: DecisionWords
  readonly isBusy: boolean
  readonly onAnswer: (isMeant: boolean) => void
}

/** Asked before the books or the exchange are changed; the safe answer has the focus. */
export function DriftQuestion({ words, isBusy, onAnswer }: DriftQuestionProps) {
  const leave = useRef<HTMLButtonElement>(null)
  useEffect(() => leave.current?.focus(), [])
  return (
    <Confirmation title={words.question ?? ''} onClose={() => onAnswer(false)}>
      <p className="mt-2 text-ink-soft">{words.explanation}</p>
      <div className="mt-4 flex justify-end gap-3">
        <Button ref={leave} onClick={() => onAnswer(false)}>
          Leave it as it is
        </Button>
        <Button variant="mode" disabled={isBusy} onClick={() => onAnswer(true)}>
          {words.button}
        </Button>
      </div>
    </Confirmation>
  )
}
