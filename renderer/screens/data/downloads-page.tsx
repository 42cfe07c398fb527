import type { DownloadView } from '../../../app/contract/stored-data.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { DownloadCard } from './download-card.tsx'
import { DownloadForm } from './download-form.tsx'
import { seriesId } from './series-id.ts'

type DownloadsPageProps = {
  readonly downloads: readonly DownloadView[]
  readonly onChanged: () => Promise<void>
}

/** What is to be downloaded on the left, how it goes on the right. */
export function DownloadsPage({ downloads, onChanged }: DownloadsPageProps) {
  return (
    <div className="flex h-full">
      <aside className="relative w-[340px] shrink-0 overflow-y-auto border-line border-r bg-panel">
        <DownloadForm onStarted={onChanged} />
      </aside>
      <section
        aria-label="Downloads"
        className="relative flex min-w-0 flex-1 flex-col gap-3 overflow-y-auto p-4"
      >
        {downloads.length === 0 && (
          <EmptyState
            title="No download yet."
            hint="Choose an exchange, its markets and the days on the left. A download goes on where it was when it is paused or cut off, and asks for no more than the exchange allows beside your trading."
          />
        )}
        {downloads.map((download) => (
          <DownloadCard key={seriesId(download)} {...{ download, onChanged }} />
        ))}
      </section>
    </div>
  )
}
