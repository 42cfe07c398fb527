import type { StrategyView } from '../../../app/contract/setup.ts'
import { classNames } from '../class-names.ts'
import { Field, INPUT_CLASSES } from '../field.tsx'
import { StrategyFaults } from './strategy-faults.tsx'

type StrategyFieldProps = {
  readonly strategies: readonly StrategyView[]
  readonly chosen: StrategyView
  readonly onChoose: (strategyId: string) => void
}

/** Those that can be chosen, and why others of the user's own cannot. */
export function StrategyField({ strategies, chosen, onChoose }: StrategyFieldProps) {
  return (
    <div className="flex flex-col gap-2">
      <StrategySelect strategies={strategies} chosen={chosen} onChoose={onChoose} />
      <StrategyFaults />
    </div>
  )
}

function StrategySelect({ strategies, chosen, onChoose }: StrategyFieldProps) {
  return (
    <Field label="Strategy">
      {(ids) => (
        <select
          {...ids}
          className={classNames(INPUT_CLASSES, 'pl-2')}
          value={chosen.id}
          onChange={(event) => onChoose(event.target.value)}
        >
          {strategies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
