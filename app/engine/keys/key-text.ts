import type { KeyView } from '../../contract/keys.ts'
import type { KeyExpiry } from '../../ports/key-report.ts'

/** What is known of a key, for the audit log. */
export function keyText({ ending, report }: Pick<KeyView, 'ending' | 'report'>): string {
  const { expiry, mayTrade, mayWithdraw, isBoundToAddresses } = report
  const said = [
    allowed(mayTrade, 'trade'),
    allowed(mayWithdraw, 'withdraw'),
    isBoundToAddresses === null
      ? undefined
      : `works from ${isBoundToAddresses ? 'certain addresses' : 'any address'}`,
    expiryText(expiry),
  ].filter((one) => one !== undefined)
  return `…${ending}: ${said.length === 0 ? 'the exchange says nothing of it' : said.join(', ')}`
}

function allowed(may: boolean | null, verb: string): string | undefined {
  return may === null ? undefined : `${may ? 'may' : 'may not'} ${verb}`
}

function expiryText(expiry: KeyExpiry): string | undefined {
  if (expiry.kind === 'unknown') return undefined
  return expiry.kind === 'never'
    ? 'has no end'
    : `ends on ${new Date(expiry.time).toISOString().slice(0, 10)}`
}
