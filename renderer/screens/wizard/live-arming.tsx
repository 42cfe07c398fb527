import { TriangleAlert } from 'lucide-react'
import { useCallback } from 'react'
import { ARMING_WORDS } from '../../../app/contract/arming.ts'
import { limitsOfProfile, type RiskProfileName } from '../../../app/contract/risk-profiles.ts'
import type { LimitsView } from '../../../app/contract/risk-view.ts'
import { request } from '../../api/request.ts'
import { TextField } from '../../components/text-field.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { LIST_LIMITS, limitText, PLAIN_LIMITS } from '../../format/limit-words.ts'

type LiveArmingProps = {
  readonly exchange: string
  readonly riskProfile: RiskProfileName | null
  readonly words: string
  readonly onWords: (words: string) => void
}

/** What holds a bot back that trades with real money, and the words without which it does not start. */
export function LiveArming({ exchange, riskProfile, words, onWords }: LiveArmingProps) {
  const [limits] = useAnswer(useCallback(() => request('loadStartingLimits', null), []))
  return (
    <section
      aria-labelledby="arming-title"
      className="mt-6 rounded-large border border-danger bg-panel p-5"
    >
      <h2 id="arming-title" className="flex items-center gap-2 font-strong">
        <TriangleAlert aria-hidden="true" size={16} className="text-danger" />
        This is real money at {exchange}
      </h2>
      <p className="mt-2 text-ink-soft">
        The bot sends real orders until you stop it. It goes on when Cryptobot is started again, and
        ends when you set up another market here. An account that is new starts with these limits;
        one that was there before keeps what is tighter. Make them tighter at any time under Risk.
      </p>
      {limits.kind === 'ready' && (
        <StartingLimits
          limits={riskProfile ? limitsOfProfile(riskProfile, limits.value) : limits.value}
        />
      )}
      <div className="mt-4 max-w-72">
        <TextField label={`Type “${ARMING_WORDS}” to arm it`} value={words} onChange={onWords} />
      </div>
    </section>
  )
}

function StartingLimits({ limits }: { readonly limits: LimitsView }) {
  const set = [...PLAIN_LIMITS, ...LIST_LIMITS].filter(
    ({ field }) => limitText(limits, field) !== '',
  )
  return (
    <dl className="mt-3 grid grid-cols-2 gap-x-6 gap-y-1 text-small">
      {set.map(({ field, title }) => (
        <div key={field} className="flex justify-between gap-4 border-line border-b py-1">
          <dt className="text-ink-soft">{title}</dt>
          <dd className="tabular-nums">{limitText(limits, field)}</dd>
        </div>
      ))}
    </dl>
  )
}
