import { describe, expect, it } from 'vitest'
import { sampleCandle } from '../../domain/sample-market.fixture.ts'
import { REVISABLE_MAX, RevisionWatch } from './revision-watch.ts'

const before = sampleCandle(0, '30000')
const after = sampleCandle(0, '30001')

function watching(): RevisionWatch {
  const watch = new RevisionWatch()
  watch.note(before)
  return watch
}

describe('a candle that has closed', () => {
  it('is revised once the exchange has said so twice', () => {
    const watch = watching()
    expect(watch.revisedIn([after])).toEqual([])
    expect(watch.revisedIn([after])).toEqual([{ before, after }])
    expect(watch.revisedIn([after])).toEqual([])
  })

  it('is not for one answer that differs, nor for two that differ from each other', () => {
    const watch = watching()
    expect(watch.revisedIn([after])).toEqual([])
    expect(watch.revisedIn([before])).toEqual([])
    expect(watch.revisedIn([after])).toEqual([])
    expect(watch.revisedIn([sampleCandle(0, '30002')])).toEqual([])
    expect(watch.revisedIn([after])).toEqual([])
  })

  it('can be revised again, and back', () => {
    const watch = watching()
    watch.revisedIn([after])
    watch.revisedIn([after])
    watch.revisedIn([before])
    expect(watch.revisedIn([before])).toEqual([{ before: after, after: before }])
  })

  it('is left alone when others have closed since, and when nobody was told of it', () => {
    const watch = watching()
    for (let index = 1; index <= REVISABLE_MAX; index += 1) {
      watch.note(sampleCandle(index, '30000'))
    }
    for (const candle of [after, sampleCandle(99, '1')]) {
      watch.revisedIn([candle])
      expect(watch.revisedIn([candle])).toEqual([])
    }
  })
})
