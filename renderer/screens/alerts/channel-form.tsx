import { type FormEvent, useState } from 'react'
import type { AlertChannel } from '../../../app/contract/alert-settings.ts'
import type { Problem } from '../../../app/contract/requests.ts'
import { saveChannel } from '../../actions/alerts.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { SideForm } from '../../components/side-form.tsx'
import { TextField } from '../../components/text-field.tsx'
import { CHANNEL_WORDS } from '../../format/alert-words.ts'
import { CHANNEL_FIELDS, channelDraft, readChannel } from '../../forms/channel-form.ts'

type ChannelFormProps = {
  readonly kind: AlertChannel['kind']
  readonly id: string
  /** Null for a new one. */
  readonly channel: AlertChannel | null
  readonly hasSecret: boolean
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** A channel's settings. Its secret goes to the keychain and is never shown again. */
export function ChannelForm(props: ChannelFormProps) {
  const { kind, id, channel, hasSecret, onSaved, onClose } = props
  const { word, secret: secretWord } = CHANNEL_WORDS[kind]
  const [draft, setDraft] = useState(() => channelDraft(kind, channel))
  const [secret, setSecret] = useState('')
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const read = readChannel(kind, id, draft)
  const faults = isTried && read.kind === 'faults' ? read.faults : {}
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (read.kind === 'faults') return
    setBusy(true)
    const answer = await saveChannel({ channel: read.channel, secret: secret || null })
    setBusy(false)
    if (answer.ok) onSaved()
    else setProblem(answer.error)
  }
  const change = (key: string, value: string) => setDraft({ ...draft, [key]: value })
  return (
    <SideForm
      title={channel === null ? `Add ${word}` : channel.name}
      text={
        secretWord === ''
          ? 'Shown by the system while the window is open.'
          : 'What is secret is kept in the keychain of this machine, and never shown again.'
      }
      onSubmit={(event) => void onSubmit(event)}
      onClose={onClose}
    >
      <TextField
        label="Name"
        error={faults.name}
        value={draft.name ?? ''}
        onChange={(value) => change('name', value)}
      />
      {CHANNEL_FIELDS[kind].map((field) =>
        field.options ? (
          <SelectField
            key={field.key}
            label={field.label}
            options={field.options}
            value={draft[field.key] ?? ''}
            onChange={(value) => change(field.key, value)}
          />
        ) : (
          <TextField
            key={field.key}
            label={field.label}
            help={field.help}
            error={faults[field.key]}
            value={draft[field.key] ?? ''}
            onChange={(value) => change(field.key, value)}
          />
        ),
      )}
      {secretWord !== '' && (
        <TextField
          label={secretWord}
          isSecret
          help={hasSecret ? 'One is kept. Leave this empty to keep it.' : undefined}
          value={secret}
          onChange={setSecret}
        />
      )}
      {problem && <ProblemBox problem={problem} />}
      <div className="flex justify-end gap-3">
        <Button onClick={onClose}>Leave it</Button>
        <Button type="submit" variant="primary" disabled={isBusy}>
          {channel === null ? 'Add the channel' : 'Save'}
        </Button>
      </div>
    </SideForm>
  )
}
