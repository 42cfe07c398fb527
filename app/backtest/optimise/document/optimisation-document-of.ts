import type { OptimisationDocument, RankedSet } from '../../../contract/optimisation-document.ts'
import type { Choice, Optimisation, OptimisationPlan } from '../optimise.ts'
import type { RankedTrial } from '../plateau.ts'
import { explainChoice } from './explain-choice.ts'
import { searchSetupOf } from './search-setup-of.ts'

/** A search over the whole range, as it is printed. */
export function optimisationDocumentOf(
  searchId: string,
  plan: OptimisationPlan,
  { trials, choice, heatMaps }: Optimisation,
): OptimisationDocument {
  return {
    ...searchSetupOf(searchId, plan),
    choice: choice && choiceOf(plan, choice),
    trials: trials.map(setOf),
    heatMaps: heatMaps.map(({ x, y, xs, ys, values }) => ({
      ...{ x, y },
      xs: [...xs],
      ys: [...ys],
      values: [...values],
    })),
  }
}

function choiceOf({ plan }: OptimisationPlan, { trial, peak, evaluation }: Choice) {
  const explanation = explainChoice(plan.objective, trial, peak)
  return { set: setOf(trial), peak: setOf(peak), explanation, evaluation }
}

function setOf({ parameters, value, plateau, neighbours, metrics }: RankedTrial): RankedSet {
  return { parameters, value, plateau, neighbours, metrics }
}
