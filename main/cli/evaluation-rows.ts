import type { WalkForwardDocument } from '../../app/contract/optimisation-document.ts'

type Evaluation = WalkForwardDocument['evaluation']
type Spread = Evaluation['shuffledTrades']

/** How far a choice can be believed, in lines. */
export function evaluationRows({
  deflatedSharpe,
  shuffledTrades,
  blockBootstrap,
}: Evaluation): readonly string[] {
  return [
    sharpeRow(deflatedSharpe),
    ...rowsOf('The same trades in other orders', shuffledTrades, false),
    ...rowsOf('Histories that might have been', blockBootstrap, true),
  ]
}

function sharpeRow(deflated: Evaluation['deflatedSharpe']): string {
  if (deflated === null) return 'Deflated Sharpe ratio: cannot be told'
  const { probability, trials } = deflated
  const likely = `${percent(probability)} likely that the true Sharpe ratio is above zero`
  return trials === 1 ? likely : `${likely}, after ${trials} sets were tried`
}

function rowsOf(title: string, spread: Spread, isReturnOpen: boolean): readonly string[] {
  if (spread === null) return [`${title}: too few to tell`]
  const { totalReturn, maxDrawdown } = spread
  const fall = `deepest fall ${percent(maxDrawdown[50])}, in one of twenty beyond ${percent(maxDrawdown[95])}`
  const gain = `return ${percent(totalReturn[50])}, in one of twenty below ${percent(totalReturn[5])}`
  return [`${title}: ${isReturnOpen ? `${gain}; ` : ''}${fall}`]
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
