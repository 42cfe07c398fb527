import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { marketView } from '../../app/contract/setup.ts'
import type { ListedMarket } from '../../app/ports/market-catalog.ts'
import { writeWhole } from '../vault/write-whole.ts'

const keptList = z.object({
  /** Where it is from: another address may list other markets. */
  address: z.string(),
  askedAt: z.number(),
  markets: z.array(marketView),
})

export interface KeptList {
  readonly askedAt: number
  readonly markets: readonly ListedMarket[]
}

/** What each exchange listed when it was last asked, in files: read at once, and while the exchange cannot be reached. */
export class KeptLists {
  readonly #pathOf: (exchangeId: string) => string

  constructor(pathOf: (exchangeId: string) => string) {
    this.#pathOf = pathOf
  }

  /** Nothing where there is no list of that address, or none that can be read: it is asked for anew then. */
  read(exchangeId: string, address: string): KeptList | undefined {
    try {
      const kept = keptList.parse(JSON.parse(readFileSync(this.#pathOf(exchangeId), 'utf8')))
      return kept.address === address ? kept : undefined
    } catch {
      return undefined
    }
  }

  write(exchangeId: string, address: string, { askedAt, markets }: KeptList): void {
    const path = this.#pathOf(exchangeId)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeWhole(path, JSON.stringify({ address, askedAt, markets }))
  }
}
