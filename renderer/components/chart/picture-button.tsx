import { Camera } from 'lucide-react'
import type { RefObject } from 'react'
import { saveChartPicture } from '../../../actions/charts.ts'
import { Button } from '../../../components/button.tsx'
import type { Timeframe } from './bar-levels.ts'

type PictureButtonProps = {
  readonly area: RefObject<HTMLElement | null>
  readonly symbol: string
  readonly timeframe: Timeframe
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
      Picture…
    </Button>
  )
}
