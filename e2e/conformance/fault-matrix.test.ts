import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { contradicts, faultMatrix, type MatrixCell, writeMatrix } from './fault-matrix.ts'

const TIMEOUT_MS = 120_000
let cells: readonly MatrixCell[] = []

beforeAll(async () => {
  cells = await faultMatrix()
}, TIMEOUT_MS)

describe('whatever goes wrong with a request', () => {
  it('our client never says what is not so', () => {
    const wrong = cells.filter(({ cell }) => contradicts(cell))
    expect(
      wrong.map(({ fake, row, request, moment, cell }) => ({
        ...{ at: fake.name, fault: row.name, request, moment },
        ...cell,
      })),
    ).toEqual([])
  })

  it('is what docs/reference/exchange-faults.md says: `npm run exchange-faults` writes it anew', () => {
    const written = readFileSync(
      new URL('../../docs/reference/exchange-faults.md', import.meta.url),
      'utf8',
    )
    expect(written).toBe(writeMatrix(cells))
  })
})
