import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { AlertChannel, AlertsView } from '../../../app/contract/alert-settings.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { SidePage } from '../../components/side-page.tsx'
import { CHANNEL_WORDS } from '../../format/alert-words.ts'
import { CHANNEL_KINDS } from '../../forms/channel-form.ts'
import { ChannelCard } from './channel-card.tsx'
import { ChannelForm } from './channel-form.tsx'

type Edited = Pick<AlertChannel, 'kind' | 'id'>

type ChannelsPageProps = { readonly alerts: AlertsView; readonly onChanged: () => void }

/** The channels there are, and the kinds that can be added. */
export function ChannelsPage({ alerts, onChanged }: ChannelsPageProps) {
  const { channels, withSecret } = alerts
  const [edited, setEdited] = useState<Edited | null>(null)
  const close = () => setEdited(null)
  const done = () => {
    close()
    onChanged()
  }
  return (
    <SidePage
      side={
        edited && (
          <ChannelForm
            key={edited.id}
            {...edited}
            channel={channels.find(({ id }) => id === edited.id) ?? null}
            hasSecret={withSecret.includes(edited.id)}
            onSaved={done}
            onClose={close}
          />
        )
      }
    >
      <div className="mx-auto max-w-[920px]">
        <section aria-label="Add a channel" className="flex flex-wrap items-center gap-2 pb-4">
          <span className="mr-1 text-ink-soft">Add</span>
          {CHANNEL_KINDS.map((kind) => (
            <Button
              key={kind}
              size="small"
              onClick={() => setEdited({ kind, id: crypto.randomUUID() })}
            >
              <Plus aria-hidden="true" size={13} />
              {CHANNEL_WORDS[kind].word}
            </Button>
          ))}
        </section>
        {channels.length === 0 ? (
          <div className="rounded-large border border-line bg-panel p-5">
            <EmptyState
              title="Nobody is told yet."
              hint="Add a channel above. What it is told is decided under Rules; a test shows whether it arrives."
            />
          </div>
        ) : (
          <ul aria-label="Channels" className="flex flex-col gap-3">
            {channels.map((channel) => (
              <ChannelCard
                key={channel.id}
                channel={channel}
                hasSecret={withSecret.includes(channel.id)}
                onEdit={() => setEdited({ kind: channel.kind, id: channel.id })}
                onRemoved={done}
              />
            ))}
          </ul>
        )}
      </div>
    </SidePage>
  )
}
