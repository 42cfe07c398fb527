import type { PartHealth } from '../../contract/health-view.ts'
import type { Answer } from '../../ports/exchange-client.ts'
import type { KeyExpiry, KeyReport } from '../../ports/key-report.ts'

const DAY_MS = 86_400_000
/** Time enough to make a new one. */
const SOON_DAYS = 14

/** What the exchange says of the key, and what should be done about it. */
export function keyHealth(answer: Answer<KeyReport>, now: number): PartHealth {
  const name = 'API key'
  if (!answer.ok) {
    return { name, state: 'working', text: `What it may do could not be asked: ${answer.error}` }
  }
  const { expiry, mayTrade, mayWithdraw, isBoundToAddresses } = answer.value
  const daysLeft = expiry.kind === 'at' ? (expiry.time - now) / DAY_MS : Number.POSITIVE_INFINITY
  const sentences = [
    endInWords(expiry, daysLeft),
    mayTrade === false ? 'It may not trade.' : '',
    mayWithdraw === true ? 'It may withdraw, which Cryptobot never needs: forbid it there.' : '',
    isBoundToAddresses === false ? 'It works from any address.' : '',
  ]
  const text = sentences.filter((sentence) => sentence !== '').join(' ')
  if (daysLeft <= 0) return { name, state: 'danger', text }
  const needsYou = daysLeft <= SOON_DAYS || mayTrade === false || mayWithdraw === true
  return { name, state: needsYou ? 'attention' : 'well', text }
}

function endInWords(expiry: KeyExpiry, daysLeft: number): string {
  if (expiry.kind === 'unknown') return 'The exchange does not say whether and when it ends.'
  if (expiry.kind === 'never') return 'It has no end.'
  const day = new Date(expiry.time).toISOString().slice(0, 10)
  return daysLeft <= 0 ? `It ended on ${day}.` : `It ends on ${day}.`
}
