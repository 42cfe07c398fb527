import { useEffect, useState } from 'react'
import type { WizardDraft } from '../../../app/contract/setup.ts'
import { cancelRun, runBacktest } from '../../actions/research.ts'
import { request } from '../../api/request.ts'
import type { BacktestStage } from '../../stores/research-store.ts'
import { trialWish } from './trial-wish.ts'

/** How the backtest of a draft stands; nothing is known of a market whose candles are not kept here. */
export type Trial = BacktestStage | { readonly kind: 'no-candles' }

/** Tests the draft's bot when it is first drawn. What still runs when the step is left ends there. */
export function useTrial(draft: WizardDraft): Trial {
  const [trial, setTrial] = useState<Trial>({ kind: 'none' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answers of other steps do not change while this one is shown.
  useEffect(() => {
    let runId: string | undefined
    let isWanted = true
    const reached = (stage: Trial) => {
      if (!isWanted) return
      if (stage.kind === 'running') runId = stage.runId
      else runId = undefined
      setTrial(stage)
    }
    void tryDraft(draft, reached)
    return () => {
      isWanted = false
      if (runId !== undefined) void cancelRun(runId)
    }
  }, [])
  return trial
}

async function tryDraft(draft: WizardDraft, reached: (stage: Trial) => void): Promise<void> {
  const list = await request('listCandleSeries', null)
  if (!list.ok) return reached({ kind: 'failed', problem: list.error })
  const wish = trialWish(draft, list.value)
  if (wish === null) return reached({ kind: 'no-candles' })
  await runBacktest(wish, reached)
}
