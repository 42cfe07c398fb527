import { MarketBook } from '../../domain/market-book.ts'
import { failure, type Problem, type Result } from '../../domain/result.ts'
import type { Answer } from '../../ports/exchange-client.ts'
import { type KeyReport, UNKNOWN_KEY } from '../../ports/key-report.ts'
import { CcxtExchangeClient } from './ccxt-exchange-client.ts'
import { type ConnectionWish, connectAccount } from './connect-account.ts'

/**
 * What the exchange says of a key, asked with that key. One that the exchange says nothing of has at least been used: its
 * account was looked at. A key that is refused, and one that could not be tried, are problems.
 */
export async function checkKey(
  wish: Omit<ConnectionWish, 'markets'>,
): Promise<Result<KeyReport, Problem>> {
  const connected = await connectAccount({ ...wish, markets: new MarketBook() })
  if (!connected.ok) return connected
  const { name } = connected.value
  const client = new CcxtExchangeClient(connected.value)
  try {
    const report = await client.fetchKey()
    if (!report.ok) return failure(notChecked(name, report))
    if (report.value !== UNKNOWN_KEY) return report
    // Nothing was asked where nothing is told: that it works at all is seen by using it.
    const balances = await client.fetchBalances()
    return balances.ok ? report : failure(notChecked(name, balances))
  } finally {
    client.close()
  }
}

function notChecked(
  name: string,
  { error, isKeyRefused }: Extract<Answer<unknown>, { readonly ok: false }>,
): Problem {
  return isKeyRefused
    ? {
        code: 'key-refused',
        message: `${name} does not accept this key: ${error}`,
        action: 'Compare key, secret and passphrase with what the exchange showed, and try again.',
      }
    : {
        code: 'key-not-checked',
        message: `What this key may do could not be asked: ${error}`,
        action: 'Nothing was changed. Try again once the exchange can be reached.',
      }
}
