import { useState } from 'react'
import type { AlertChannel, AlertsView } from '../../../app/contract/alert-settings.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { CHANNEL_WORDS } from '../../format/alert-words.ts'
import { CHANNEL_KINDS } from '../../forms/channel-form.ts'
import { ChannelCard } from '../alerts/channel-card.tsx'
import { ChannelForm } from '../alerts/channel-form.tsx'
import { StepFrame } from './step-frame.tsx'
import type { StepProps } from './step-props.ts'
import { continueWords } from './step-words.ts'

const loadAlerts = () => request('loadAlerts', null)

/** Ways to be told, each with a test. None is needed. */
export function AlertsStep({ draft, advance, back }: StepProps) {
  const [alerts, askAgain] = useAnswer(loadAlerts)
  return (
    <StepFrame
      title="Where should you be told?"
      explanation={[
        'Bots trade while you are away: a message tells you when one is held back, or an order hangs.',
        'This computer alone is enough for the demo; without another channel, nothing reaches you elsewhere.',
      ]}
      continueWords={continueWords(draft)}
      hasForms
      onContinue={() => void advance({})}
      back={back}
    >
      {alerts.kind === 'loading' && <p className="text-ink-soft">Looking for channels…</p>}
      {alerts.kind === 'failed' && (
        <ProblemBox problem={alerts.problem}>
          <Button size="small" onClick={askAgain}>
            Try again
          </Button>
        </ProblemBox>
      )}
      {alerts.kind === 'ready' && <Channels alerts={alerts.value} onChanged={askAgain} />}
    </StepFrame>
  )
}

type ChannelsProps = { readonly alerts: AlertsView; readonly onChanged: () => void }

function Channels({ alerts: { channels, withSecret }, onChanged }: ChannelsProps) {
  const [edited, setEdited] = useState<Pick<AlertChannel, 'kind' | 'id'> | null>(null)
  if (edited !== null) {
    return (
      <div className="rounded-large border border-line bg-panel p-5">
        <ChannelForm
          key={edited.id}
          {...edited}
          channel={channels.find(({ id }) => id === edited.id) ?? null}
          hasSecret={withSecret.includes(edited.id)}
          onSaved={() => {
            setEdited(null)
            onChanged()
          }}
          onClose={() => setEdited(null)}
        />
      </div>
    )
  }
  return (
    <>
      <section aria-label="Add a channel" className="grid grid-cols-3 gap-3">
        {CHANNEL_KINDS.map((kind) => (
          <Button key={kind} onClick={() => setEdited({ kind, id: crypto.randomUUID() })}>
            {CHANNEL_WORDS[kind].word}
          </Button>
        ))}
      </section>
      <ul aria-label="Channels" className="mt-6 flex flex-col gap-3">
        {channels.map((channel) => (
          <ChannelCard
            key={channel.id}
            channel={channel}
            hasSecret={withSecret.includes(channel.id)}
            onEdit={() => setEdited({ kind: channel.kind, id: channel.id })}
            onRemoved={onChanged}
          />
        ))}
      </ul>
      {channels.length === 0 && (
        <p className="text-small text-ink-soft">
          No channel yet. After adding one, send a test and see whether it arrives.
        </p>
      )}
    </>
  )
}
