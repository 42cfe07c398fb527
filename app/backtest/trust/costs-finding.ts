import type { BacktestFinding, CostRun } from '../../contract/backtest-findings.ts'

/** What becomes of the result when trading costs more than was assumed. */
export function costsFinding(runs: readonly CostRun[]): BacktestFinding {
  const finding = { check: 'costs', title: 'Room for higher costs' } as const
  const at = (factor: number) => runs.find((run) => run.factor === factor)?.totalReturn ?? 0
  const [none, once, twice, thrice] = [at(0), at(1), at(2), at(3)]
  const ladder = `The return is ${percent(once)}; without costs it would be ${percent(none)}, at twice the costs ${percent(twice)}, at three times ${percent(thrice)}.`
  if (once <= 0) {
    const why = none > 0 ? ' All that it earns is eaten by costs.' : ''
    return { ...finding, verdict: 'caution', message: `${ladder}${why}` }
  }
  if (twice <= 0) {
    const message = `${ladder} It loses as soon as trading costs twice as much, as it may in a thin or hectic market.`
    return { ...finding, verdict: 'caution', message }
  }
  return { ...finding, verdict: 'passed', message: ladder }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}
