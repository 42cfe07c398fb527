import { FileUp } from 'lucide-react'
import { useState } from 'react'
import type { Problem } from '../../app/contract/requests.ts'
import type { ImportedCandles } from '../../app/contract/setup.ts'
import { request } from '../api/request.ts'
import { Button } from './button.tsx'
import { Checkbox } from './checkbox.tsx'
import { ProblemBox } from './problem-box.tsx'

type ImportCandlesProps = {
  readonly words: string
  readonly size?: 'small'
  readonly onImported: (imported: ImportedCandles) => void | Promise<void>
}

/** Brings in a file of candles, as it is or repaired, and says what is wrong with it where something is. */
export function ImportCandles({ words, size, onImported }: ImportCandlesProps) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [repairs, setRepairs] = useState(false)
  const [isReading, setReading] = useState(false)
  const bringIn = async () => {
    setReading(true)
    const answer = await request('importCandles', { repairs })
    setReading(false)
    setProblem(answer.ok ? null : answer.error)
    if (answer.ok && answer.value) await onImported(answer.value)
  }
  return (
    <div className="flex flex-col gap-2">
      <Button
        {...(size ? { size } : {})}
        className="self-start"
        disabled={isReading}
        onClick={() => void bringIn()}
      >
        <FileUp aria-hidden="true" size={14} />
        {isReading ? 'Checking the file…' : words}
      </Button>
      <Checkbox
        label="Repair the file"
        help="Puts rows right that are out of order, there twice or missing. The result says how many."
        isChecked={repairs}
        onChange={setRepairs}
      />
      {problem && <ProblemBox problem={problem} />}
    </div>
  )
}
