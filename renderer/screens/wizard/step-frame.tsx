import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { Button } from '../../components/button.tsx'

type StepFrameProps = {
  readonly title: string
  /** Two sentences on what the question means. */
  readonly explanation: readonly [string, string]
  readonly continueWords: string
  readonly canContinue?: boolean
  /** What is missing, while it cannot go on. */
  readonly missing?: string | undefined
  /** The button that starts trading carries the mode's colour. */
  readonly sends?: boolean
  /** The step has forms of its own: Enter in one of them must not go on. */
  readonly hasForms?: boolean
  readonly onContinue: () => void
  readonly back: (() => Promise<void>) | undefined
  readonly children: ReactNode
}

/** The question in the middle, its explanation on the right, back and continue below. */
export function StepFrame(props: StepFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (props.canContinue ?? true) props.onContinue()
  }
  const Body = props.hasForms ? 'div' : 'form'
  return (
    <Body
      {...(props.hasForms ? {} : { noValidate: true, onSubmit })}
      className="flex min-h-0 min-w-0 flex-col"
    >
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto grid max-w-[1080px] grid-cols-[minmax(0,1fr)_240px] gap-12 px-10 pt-12 pb-8">
          <div className="min-w-0">
            <h1
              ref={heading}
              tabIndex={-1}
              className="text-title font-strong leading-8 outline-none"
            >
              {props.title}
            </h1>
            <div className="mt-6">{props.children}</div>
          </div>
          <aside
            aria-label="Explanation"
            className="mt-14 self-start border-line border-l pl-5 text-ink-soft"
          >
            <p>{props.explanation[0]}</p>
            <p className="mt-3">{props.explanation[1]}</p>
          </aside>
        </div>
      </div>
      <StepFooter {...props} />
    </Body>
  )
}

function StepFooter(props: StepFrameProps) {
  const { back, continueWords, canContinue = true, missing, sends, hasForms } = props
  return (
    <footer className="border-line border-t bg-panel">
      <div className="mx-auto flex h-16 max-w-[1080px] items-center justify-between gap-4 px-10">
        {back ? <Button onClick={() => void back()}>Back</Button> : <span />}
        <div className="flex min-w-0 items-center gap-4">
          {!canContinue && missing && <p className="text-small text-ink-soft">{missing}</p>}
          <Button
            type={hasForms ? 'button' : 'submit'}
            variant={sends ? 'mode' : 'primary'}
            disabled={!canContinue}
            {...(hasForms ? { onClick: props.onContinue } : {})}
          >
            {continueWords}
          </Button>
        </div>
      </div>
    </footer>
  )
}
