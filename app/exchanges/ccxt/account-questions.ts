import type { Exchange } from 'ccxt'

/** The questions about an account, whose answers are looked at before they are believed. */
export interface AccountQuestions {
  fetchOpenOrders(
    symbol: string | undefined,
    since: undefined,
    limit: undefined,
    params: object,
  ): Promise<unknown>
  fetchMyTrades(
    symbol: string | undefined,
    since: number,
    limit: number,
    params: object,
  ): Promise<unknown>
  fetchBalance(): Promise<unknown>
  fetchDeposits(code: undefined, since: number): Promise<unknown>
  fetchWithdrawals(code: undefined, since: number): Promise<unknown>
  watchOrders(): Promise<unknown>
  watchMyTrades(): Promise<unknown>
  watchBalance(): Promise<unknown>
}

/** What ccxt declares of its answers is more than it checks. */
export function questionsOf(exchange: Exchange): AccountQuestions {
  return exchange
}
