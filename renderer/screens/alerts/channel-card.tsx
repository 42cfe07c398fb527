import { CircleCheck, KeyRound, OctagonAlert } from 'lucide-react'
import { useId, useState } from 'react'
import type { AlertChannel } from '../../../app/contract/alert-settings.ts'
import type { RequestOutput } from '../../../app/contract/requests.ts'
import { removeChannel, testChannel } from '../../actions/alerts.ts'
import { Button } from '../../components/button.tsx'
import { Confirmation } from '../../components/confirmation.tsx'
import { CHANNEL_WORDS, targetWords } from '../../format/alert-words.ts'

type ChannelCardProps = {
  readonly channel: AlertChannel
  readonly hasSecret: boolean
  readonly onEdit: () => void
  readonly onRemoved: () => void
}

/** One channel, with a test that shows what its provider answers. */
export function ChannelCard({ channel, hasSecret, onEdit, onRemoved }: ChannelCardProps) {
  const { id, name, kind } = channel
  const titleId = useId()
  const [test, setTest] = useState<RequestOutput<'testChannel'> | 'running' | null>(null)
  const [isRemoving, setRemoving] = useState(false)
  const runTest = async () => {
    setTest('running')
    setTest(await testChannel(id))
  }
  const remove = async () => {
    if (await removeChannel(id)) onRemoved()
    setRemoving(false)
  }
  return (
    <li aria-labelledby={titleId} className="rounded-large border border-line bg-panel p-4">
      <div className="flex items-center gap-4">
        <div className="min-w-0 flex-1">
          <h2 id={titleId} className="truncate font-strong">
            {name}
            <span className="ml-2 font-normal text-ink-soft">{CHANNEL_WORDS[kind].word}</span>
          </h2>
          <p className="mt-0.5 flex items-center gap-3 text-small text-ink-soft">
            <span className="truncate">{targetWords(channel)}</span>
            {kind !== 'desktop' && <SecretState hasSecret={hasSecret} />}
          </p>
        </div>
        <Button
          size="small"
          aria-label={`Send a test to ${name}`}
          disabled={test === 'running'}
          onClick={() => void runTest()}
        >
          {test === 'running' ? 'Sending…' : 'Send a test'}
        </Button>
        <Button size="small" aria-label={`Change ${name}`} onClick={onEdit}>
          Change
        </Button>
        <Button
          size="small"
          variant="quiet"
          aria-label={`Remove ${name}`}
          onClick={() => setRemoving(true)}
        >
          Remove…
        </Button>
      </div>
      {test !== null && test !== 'running' && <TestResult result={test} />}
      {isRemoving && (
        <Confirmation title={`Remove ${name}?`} onClose={() => setRemoving(false)}>
          <p className="mt-2 text-ink-soft">
            Nothing more is sent there, what waits included, and its secret is deleted from the
            keychain.
          </p>
          <div className="mt-4 flex justify-end gap-3">
            <Button onClick={() => setRemoving(false)}>Keep it</Button>
            <Button variant="danger" onClick={() => void remove()}>
              Remove the channel
            </Button>
          </div>
        </Confirmation>
      )}
    </li>
  )
}

function SecretState({ hasSecret }: { readonly hasSecret: boolean }) {
  return (
    <span className={`flex shrink-0 items-center gap-1 ${hasSecret ? '' : 'text-attention'}`}>
      <KeyRound aria-hidden="true" size={12} />
      {hasSecret ? 'Secret in the keychain' : 'No secret yet'}
    </span>
  )
}

function TestResult({ result }: { readonly result: RequestOutput<'testChannel'> }) {
  const { isDelivered, answer } = result
  const Icon = isDelivered ? CircleCheck : OctagonAlert
  return (
    <p role="status" className="mt-3 flex items-start gap-2 border-line border-t pt-3 text-small">
      <Icon
        aria-hidden="true"
        size={14}
        className={isDelivered ? 'mt-[3px] shrink-0 text-up' : 'mt-[3px] shrink-0 text-danger'}
      />
      <span className="min-w-0 break-words">
        <strong className="font-strong">
          {isDelivered ? 'The test arrived.' : 'The test did not arrive.'}
        </strong>{' '}
        {answer}
      </span>
    </p>
  )
}
