import { Camera } from 'lucide-react'
import type { RefObject } from 'react'
import type { EngineSnapshot } from '../../../app/contract/engine-view.ts'
import { saveChartPicture } from '../../actions/charts.ts'
import { Button } from '../button.tsx'

type PictureButtonProps = {
  readonly area: RefObject<HTMLElement | null>
  readonly symbol: string
  readonly timeframe: EngineSnapshot['account']['timeframe']
}

/** What is seen of a chart, as a file. */
export function PictureButton({ area, symbol, timeframe }: PictureButtonProps) {
  return (
    <Button
      size="small"
      title="Saves this chart as a picture"
      onClick={() => area.current && void saveChartPicture(area.current, symbol, timeframe)}
    >
      <Camera aria-hidden="true" size={14} />
      <span className="sr-only min-[1500px]:not-sr-only">Picture…</span>
    </Button>
  )
}
