import { describe, expect, it } from 'vitest'
import { AssertionError, assert } from './assert.ts'
import { nextOrder } from './order.ts'
import { sampleOrder } from './sample-market.fixture.ts'

describe('an assertion', () => {
  it('says nothing while it holds', () => {
    expect(() => assert(true, 'the sky is up')).not.toThrow()
  })

  it('throws when it does not', () => {
    expect(() => assert(false, 'the sky is up')).toThrow(new AssertionError('the sky is up'))
  })

  it('throws where a switch meets a case that cannot be', () => {
    const event = JSON.parse('{"kind":"vanished","clientOrderId":"cb-1","time":0}')
    expect(() => nextOrder(sampleOrder(), event)).toThrow(AssertionError)
  })
})
