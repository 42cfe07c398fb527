import { useState } from 'react'
import { perform, showDone } from '../../actions/perform.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { formatBytes } from '../../format/bytes.ts'

type VacuumCardProps = {
  readonly fileBytes: number
  readonly onChanged: () => Promise<void>
}

/** The room of what was removed, back to the disk. */
export function VacuumCard({ fileBytes, onChanged }: VacuumCardProps) {
  const [isBusy, setBusy] = useState(false)
  const give = async () => {
    setBusy(true)
    const answer = await perform(request('vacuumCandles', null))
    setBusy(false)
    if (!answer.done) return
    showDone(`${formatBytes(answer.value.bytes)} went back to the disk.`)
    await onChanged()
  }
  return (
    <Card title="Room on the disk">
      <p className="mb-3 text-small text-ink-soft">
        The file takes {formatBytes(fileBytes)}. Removed candles leave room in it, which is used
        again, or given back now.
      </p>
      <Button disabled={isBusy || fileBytes === 0} onClick={() => void give()}>
        {isBusy ? 'Giving it back…' : 'Give unused room back'}
      </Button>
    </Card>
  )
}
