import { scaleOf } from '../../../components/chart/chart-look.ts'
import { IndicatorChoice } from '../../../components/chart/indicator-choice.tsx'
import { ScaleTools } from '../../../components/chart/scale-tools.tsx'
import { useChartDesk } from '../../../stores/chart-desk-store.ts'
import { ComparisonChoice } from './comparison-choice.tsx'

/** How charts of markets are drawn. */
export function LookTools({ others }: { readonly others: readonly string[] }) {
  const look = useChartDesk((state) => state.look)
  const change = useChartDesk((state) => state.changeLook)
  return (
    <>
      <ScaleTools scale={scaleOf(look)} />
      <IndicatorChoice
        indicators={look.indicators}
        onChange={(indicators) => change({ indicators: [...indicators] })}
      />
      <ComparisonChoice
        symbols={others}
        chosen={look.comparison}
        onChange={(comparison) => change({ comparison })}
      />
    </>
  )
}
