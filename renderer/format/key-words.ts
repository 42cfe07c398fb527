import type { KeyFault } from '../../app/contract/key-faults.ts'
import type { KeyView } from '../../app/contract/keys.ts'
import { formatDate } from './time.ts'

/** What is wrong with a key, and what to do. */
export const KEY_FAULT_WORDS: Readonly<
  Record<KeyFault, { readonly text: string; readonly isSerious: boolean }>
> = {
  ended: { text: 'It has ended. Replace it.', isSerious: true },
  'may-withdraw': {
    text: 'It may withdraw. Forbid that at the exchange, or replace it.',
    isSerious: true,
  },
  'may-not-trade': { text: 'It may not trade.', isSerious: true },
  'ends-soon': { text: 'It ends soon. Replace it in time.', isSerious: true },
  unused: { text: 'Not used for a month. Delete what nobody needs.', isSerious: false },
  old: { text: 'Three months old. Rotate it.', isSerious: false },
  unbound: {
    text: 'It works from any address. Bind it to yours if that is fixed.',
    isSerious: false,
  },
}

/** "May trade · may not withdraw · no end". */
export function keyReportWords({ expiry, mayTrade, mayWithdraw }: KeyView['report']): string {
  const said = [
    mayTrade === null ? undefined : mayTrade ? 'may trade' : 'may not trade',
    mayWithdraw === null ? undefined : mayWithdraw ? 'may withdraw' : 'may not withdraw',
    expiry.kind === 'never' ? 'no end' : undefined,
    expiry.kind === 'at' ? `ends ${formatDate(expiry.time)}` : undefined,
  ].filter((one) => one !== undefined)
  return said.length === 0 ? 'The exchange does not say' : said.join(' · ')
}
