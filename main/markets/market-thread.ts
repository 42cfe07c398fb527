import type { Answer, Problem } from '../../app/contract/requests.ts'
import type { Result } from '../../app/domain/result.ts'
import { LISTED_EXCHANGES } from '../../app/exchanges/ccxt/listed-exchanges.ts'
import type { ListedExchange, ListedMarket, MarketCatalog } from '../../app/ports/market-catalog.ts'
import { AskedThread, type AskedThreadParts } from '../threads/asked-thread.ts'
import type { MarketQuestion, MarketQuestions } from './market-wire.ts'

/** The thread that looks at markets which nobody trades here: a flood of their prices keeps no order waiting. */
export class MarketThread implements MarketCatalog {
  readonly #thread: AskedThread

  constructor(parts: AskedThreadParts) {
    this.#thread = new AskedThread(parts, ENDED)
  }

  async ask<Name extends MarketQuestion>(
    name: Name,
    input: MarketQuestions[Name]['input'],
  ): Promise<Answer<MarketQuestions[Name]['output']>> {
    // Checked against the contract before it goes on to the window.
    return (await this.#thread.ask(name, input)) as Answer<MarketQuestions[Name]['output']>
  }

  async listExchanges(): Promise<readonly ListedExchange[]> {
    return LISTED_EXCHANGES
  }

  listMarkets(
    exchangeId: string,
    baseUrl: string | undefined,
  ): Promise<Result<readonly ListedMarket[], Problem>> {
    return this.ask('listMarkets', { exchangeId, baseUrl })
  }

  end(): Promise<void> {
    return this.#thread.end()
  }
}

const ENDED: Problem = {
  code: 'markets-ended',
  message: 'The thread that looks at markets ended. Trading is not affected.',
  action: 'Try again. If it ends again, restart Cryptobot.',
}
