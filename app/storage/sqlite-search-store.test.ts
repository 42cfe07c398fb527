import { join } from 'node:path'
import { expect, it } from 'vitest'
import { StoreError } from '../ports/store-error.ts'
import { ResearchDatabase } from './research-database.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

const search = { searchId: 'one', createdAt: 1, request: { strategy: 'sma-cross' } }
const later = { searchId: 'two', createdAt: 2, request: {} }

it('keeps searches and what they found until the file is opened again', () => {
  const path = join(temporaryFolder(), 'research.db')
  const first = new ResearchDatabase(path)
  first.searches.addSearch(search)
  first.searches.addSearch(later)
  first.searches.saveOutcomes('one', 'whole', new Map([[0, { sharpe: 1 }]]))
  first.searches.saveOutcomes('one', 'whole', new Map([[7, { sharpe: null }]]))
  first.searches.saveOutcomes('one', 'window 0', new Map([[0, 'other']]))
  first.close()
  const again = new ResearchDatabase(path)
  expect(again.searches.listSearches(9)).toEqual([later, search])
  expect(again.searches.findSearch('one')).toEqual(search)
  expect([...again.searches.loadOutcomes('one', 'whole')]).toEqual([
    [0, { sharpe: 1 }],
    [7, { sharpe: null }],
  ])
  again.close()
})

it('removes a search with all that it found, and nothing else', () => {
  const database = new ResearchDatabase(join(temporaryFolder(), 'research.db'))
  for (const one of [search, later]) {
    database.searches.addSearch(one)
    database.searches.saveOutcomes(one.searchId, 'whole', new Map([[0, 1]]))
  }
  database.searches.removeSearch('one')
  expect(database.searches.findSearch('one')).toBeUndefined()
  expect(database.searches.loadOutcomes('one', 'whole').size).toBe(0)
  expect(database.searches.loadOutcomes('two', 'whole').size).toBe(1)
  database.close()
})

it('keeps the first outcome of a trial, and refuses those of a search that it does not know', () => {
  const { searches } = new ResearchDatabase(join(temporaryFolder(), 'research.db'))
  searches.addSearch(search)
  searches.saveOutcomes('one', 'whole', new Map([[0, 'first']]))
  searches.saveOutcomes('one', 'whole', new Map([[0, 'second']]))
  expect(searches.loadOutcomes('one', 'whole').get(0)).toBe('first')
  expect(() => searches.saveOutcomes('none', 'whole', new Map([[0, 1]]))).toThrow(StoreError)
})
