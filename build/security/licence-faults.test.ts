import { expect, it } from 'vitest'
import { licenceList } from './licence-faults.ts'

const listed = (packages: Record<string, object>) => licenceList({ packages })

it('counts licences, and lets those through that ask for no more than their text', () => {
  const { counts, faults } = listed({
    '': { license: 'MIT' },
    'node_modules/one': { license: 'MIT' },
    'node_modules/one/node_modules/two': { license: 'MIT' },
    'node_modules/tool': { license: 'MPL-2.0', dev: true },
    'node_modules/ours': { link: true },
  })
  expect([...counts]).toEqual([
    ['MIT', 2],
    ['MPL-2.0', 1],
  ])
  expect(faults).toEqual([])
})

it('names a package that ships under another licence, or under none', () => {
  const { faults } = listed({
    'node_modules/@a/viral': { license: 'AGPL-3.0' },
    'node_modules/tool': { license: 'MPL-2.0' },
    'node_modules/nothing': {},
  })
  expect(faults).toEqual(['@a/viral: AGPL-3.0', 'tool: MPL-2.0', 'nothing: no licence'])
})
