import { describe, expect, it } from 'vitest'
import { sizingFault, sizingSetup } from '../../app/contract/sizing-setup.ts'
import { FIRST_SIZINGS, SIZING_FIELDS } from './sizing-kinds.ts'

describe.each(Object.values(FIRST_SIZINGS))('what $kind starts with', (sizing) => {
  it('makes sense, beside a stop', () => {
    expect(sizingSetup.parse(sizing)).toEqual(sizing)
    expect(sizingFault(sizing, true)).toBeUndefined()
  })
})

it('gives each number of a sizing a field', () => {
  for (const [kind, fields] of Object.entries(SIZING_FIELDS)) {
    const sizing = Object.values(FIRST_SIZINGS).find((one) => one.kind === kind) ?? {}
    const numbers = Object.keys(sizing).filter((key) => key !== 'kind')
    expect(fields.map(({ key }) => key).toSorted()).toEqual(numbers.toSorted())
  }
})
