import { CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { BacktestTrust } from '../../../../app/contract/backtest-findings.ts'
import { classNames } from '../../../components/class-names.ts'

export type Verdict = BacktestTrust['verdict']

const LOOKS = {
  passed: { words: 'passed', Icon: CircleCheck, colour: 'text-up' },
  caution: { words: 'take care', Icon: TriangleAlert, colour: 'text-attention' },
  failed: { words: 'failed', Icon: OctagonAlert, colour: 'text-danger' },
}

/** How a check went, as a shape; in words for who cannot see it. */
export function TrustMark({ verdict }: { readonly verdict: Verdict }) {
  const { words, Icon, colour } = LOOKS[verdict]
  return (
    <span className={classNames('mt-0.5 inline-flex shrink-0', colour)} title={words}>
      <Icon aria-hidden="true" size={15} />
      <span className="sr-only">{words}: </span>
    </span>
  )
}
