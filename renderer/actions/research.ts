import type { Problem, RequestInput } from '../../app/contract/requests.ts'
import type { BacktestWish, RunState } from '../../app/contract/research.ts'
import { request } from '../api/request.ts'
import { type BacktestStage, researchStore } from '../stores/research-store.ts'
import { perform, showDone } from './perform.ts'

type Reached = (stage: BacktestStage) => void

/** Smooth for the eye, and nothing for the machine. */
const LOOK_EVERY_MS = 200

/** Starts a backtest, and follows it to its end wherever the user is by then. */
export async function startBacktest(wish: BacktestWish): Promise<void> {
  const { asked, reached } = researchStore.getState()
  asked(wish)
  await runBacktest(wish, reached)
}

/** The same for somebody else than the research screen, who is told of every stage. */
export async function runBacktest(wish: BacktestWish, reached: Reached): Promise<void> {
  const started = await request('startBacktest', wish)
  if (!started.ok) return reached({ kind: 'failed', problem: started.error })
  const { runId } = started.value
  reached({ kind: 'running', runId, doneShare: 0, msLeft: null })
  await follow(runId, reached)
}

export async function cancelRun(runId: string): Promise<void> {
  await perform(request('cancelRun', { runId }))
}

async function follow(runId: string, reached: Reached): Promise<void> {
  for (;;) {
    const state = await request('loadRun', { runId })
    const stage = state.ok ? await stageOf(runId, state.value) : failed(state.error)
    reached(stage)
    if (stage.kind !== 'running') return
    await new Promise((later) => setTimeout(later, LOOK_EVERY_MS))
  }
}

async function stageOf(runId: string, state: RunState): Promise<BacktestStage> {
  if (state.kind === 'running') return { ...state, runId }
  if (state.kind !== 'done') return state
  const view = await request('loadBacktest', { runId })
  return view.ok ? { kind: 'done', runId, view: view.value } : failed(view.error)
}

function failed(problem: Problem): BacktestStage {
  return { kind: 'failed', problem }
}

export async function exportBacktest(wish: RequestInput<'exportBacktest'>): Promise<void> {
  const outcome = await perform(request('exportBacktest', wish))
  if (outcome.done && outcome.value) showDone('The result is written.')
}

/** Says whether it is kept. */
export async function saveBacktest(runId: string, name: string): Promise<boolean> {
  const outcome = await perform(request('saveBacktest', { runId, name }))
  if (outcome.done) showDone('The result is saved.')
  return outcome.done
}

export async function removeBacktest(id: string): Promise<boolean> {
  return (await perform(request('removeBacktest', { id }))).done
}
