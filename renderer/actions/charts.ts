import type { MarketView } from '../../app/contract/setup.ts'
import { request } from '../api/request.ts'
import { perform, showDone } from './perform.ts'

type Timeframe = MarketView['timeframes'][number]

/** What is seen of an element as a picture, at a place that the user chooses. */
export async function saveChartPicture(
  element: HTMLElement,
  symbol: string,
  timeframe: Timeframe,
): Promise<void> {
  const { x, y, width, height } = element.getBoundingClientRect()
  const [left, top] = [Math.round(x), Math.round(y)]
  const saved = await perform(
    request('saveChartPicture', {
      ...{ x: left, y: top, width: Math.round(width), height: Math.round(height) },
      ...{ symbol, timeframe },
    }),
  )
  if (saved.done && saved.value) showDone('The picture is saved.')
}
