import type { DriftView } from '../../app/contract/engine-view.ts'
import type { DriftDecision } from '../../app/contract/values.ts'
import { formatQuantity } from './decimal.ts'
import { exactOf, exactText } from './exact-decimal.ts'

type Kind = DriftView['kind']

/** What a kind of drift is, in plain words. */
export const DRIFT_TITLES: Readonly<Record<Kind, string>> = {
  balance: 'A balance differs',
  'external-order': 'An order that Cryptobot did not send',
  'external-fill': 'A trade that is not in our books',
  'missing-fills': 'Trades of our order are missing',
  'missing-order': 'The exchange does not know our order',
  'missing-stop': 'A position has no stop at the exchange',
}

export const DRIFT_MEANINGS: Readonly<Record<Kind, string>> = {
  balance: 'Money came or went, and no order, fee or transfer that Cryptobot knows of explains it.',
  'external-order':
    "It was placed in the exchange's own application or by another program, and it may trade at any time.",
  'external-fill': 'It changed your balances, and no order of ours belongs to it.',
  'missing-fills':
    'The exchange counts more as traded than it lists trades for. They usually appear within minutes, and are booked then.',
  'missing-order':
    'It was accepted, and now the exchange lists it neither as open nor as finished, and shows no trade of it.',
  'missing-stop':
    'Nothing sells this position should the price fall while Cryptobot is not running.',
}

export type DecisionWords = {
  /** On the button. */
  readonly button: string
  readonly explanation: string
  /** Asked before it is done; absent where nothing is changed that could not be changed again. */
  readonly question?: string
}

/** What can be done about a drift: each choice with what it will do. */
export function decisionWords(drift: DriftView, decision: DriftDecision): DecisionWords {
  switch (decision) {
    case 'adopt':
      return adoptWords(drift)
    case 'ignore':
      return ignoreWords(drift)
    case 'fix':
      return fixWords(drift)
  }
}

/** "Entries in BTC and USDT wait": what a drift stops. */
export function stopsWords({ currencies }: Pick<DriftView, 'currencies'>): string {
  return `Entries in ${listed(currencies)} wait until you decide. Exits and cancels go on.`
}

/** Both records, and for a balance what lies between them. */
export function recordsOf(
  drift: DriftView,
): readonly { readonly term: string; readonly value: string }[] {
  const [ours, theirs] = [amountOf(drift, drift.ours), amountOf(drift, drift.theirs)]
  const records = [
    { term: 'Our record', value: ours },
    { term: "The exchange's", value: theirs },
  ]
  if (drift.kind !== 'balance') return records
  const difference = (exactOf(drift.theirs) ?? 0n) - (exactOf(drift.ours) ?? 0n)
  const sign = difference > 0n ? '+' : ''
  const value = `${sign}${formatQuantity(exactText(difference))} ${drift.about}`
  return [...records, { term: 'Difference', value }]
}

function amountOf({ kind, about }: DriftView, text: string): string {
  return kind === 'balance' ? `${formatQuantity(text)} ${about}` : text
}

function adoptWords(drift: DriftView): DecisionWords {
  const { kind } = drift
  if (kind === 'external-order') {
    return {
      button: 'Take it over',
      explanation:
        'It becomes an order by hand: it counts against the limits, its trades are booked, and it can be cancelled here.',
      question: `Take it into our books: ${drift.theirs}?`,
    }
  }
  const [ours, theirs] = [amountOf(drift, drift.ours), amountOf(drift, drift.theirs)]
  return kind === 'balance'
    ? {
        button: 'Book the difference',
        explanation: `Our books take over the exchange's ${theirs}. Right for a deposit, a withdrawal, or anything else you know of.`,
        question: `Change our balance from ${ours} to ${theirs}?`,
      }
    : {
        button: 'Book the trade',
        explanation: 'Our balances take it over. It belongs to no bot, and to no order of ours.',
        question: `Book it: ${theirs}?`,
      }
}

function ignoreWords({ kind, about }: DriftView): DecisionWords {
  const explanations: Readonly<Record<Kind, string>> = {
    balance: `Our books stay as they are, and this difference in ${about} no longer stops anything. A new one would.`,
    'external-order':
      'It stays at the exchange, and no longer stops anything. Its trades will be asked about.',
    'external-fill': 'Our books stay as they are, and this trade no longer stops anything.',
    'missing-fills':
      'It no longer stops anything. Trades that appear later are booked all the same.',
    'missing-order': 'Our record keeps the order as open, and it no longer stops anything.',
    'missing-stop': 'The position stays without a stop at the exchange.',
  }
  return { button: 'Ignore it', explanation: explanations[kind] }
}

function fixWords({ kind, theirs, ours }: DriftView): DecisionWords {
  return kind === 'external-order'
    ? {
        button: 'Cancel that order',
        explanation: 'It is taken back at the exchange. Ignore it instead if it is to trade.',
        question: `Cancel it at the exchange: ${theirs}?`,
      }
    : {
        button: 'Give our order up',
        explanation:
          'Our record closes the order, and what it bound is free again. A late trade is still booked.',
        question: `Close ${ours} in our books?`,
      }
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
