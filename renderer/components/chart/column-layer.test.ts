import { expect, it } from 'vitest'
import { columnLayer } from './column-layer.ts'

type Columns = { readonly values: readonly number[] }

function recordingLayer() {
  const calls: string[] = []
  const series = {
    setData: (points: number[]) => calls.push(`all ${points.join()}`),
    update: (point: number) => calls.push(`one ${point}`),
  }
  const layer = columnLayer(series, ({ values }: Columns, start) => values.slice(start))
  return { calls, layer }
}

it('adds a few new points one by one', () => {
  const { calls, layer } = recordingLayer()
  layer.drawFrom({ values: [1, 2, 3, 4] }, 2)
  expect(calls).toEqual(['one 3', 'one 4'])
})

it('draws everything anew when many points came at once', () => {
  const { calls, layer } = recordingLayer()
  layer.drawFrom({ values: [1, 2, 3, 4, 5] }, 1)
  expect(calls).toEqual(['all 1,2,3,4,5'])
})
