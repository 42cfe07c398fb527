import { DecisionReader } from '../../app/sandbox/decision-reader.ts'
import { type StrategyFile, strategyIdOf } from '../../app/sandbox/strategy-file.ts'
import { userDefinition } from '../../app/sandbox/user-definition.ts'
import { nothing } from '../../app/strategy/decisions.ts'
import type { StrategyDefinition, StrategyParameters } from '../../app/strategy/strategy.ts'
import { StrategyError } from '../../app/strategy/strategy-fault.ts'
import type { StrategyAnswer, StrategyRun } from '../../app/strategy/strategy-run.ts'
import type { OwnCommand } from '../watchdog/own-command.ts'
import { SandboxProcess } from './sandbox-process.ts'
import type { SandboxAnswer } from './sandbox-wire.ts'

const NO_DECISION = 'it answered what is no decision'
const THINKING = nothing('thinking', 'the strategy runs in a process of its own')

/** The strategy in a file for the engine: it is described by a process, and each run has another. Throws a StrategyError. */
export function awayDefinition(
  command: OwnCommand,
  file: StrategyFile,
): Promise<StrategyDefinition> {
  return new Promise((resolve, reject) => {
    const described = new SandboxProcess({
      ...{ command, file },
      failed: reject,
      answered: (answer) => {
        described.stop()
        if (answer.kind === 'described') resolve(definitionOf(command, file, answer))
      },
    })
  })
}

function definitionOf(
  command: OwnCommand,
  file: StrategyFile,
  { manifest, warmUpCandles }: Extract<SandboxAnswer, { kind: 'described' }>,
): StrategyDefinition {
  const id = strategyIdOf(file.name) ?? file.name
  const standIn = { evaluate: () => THINKING, lines: () => manifest.lines.map(() => null) }
  return {
    ...userDefinition(manifest, {
      id,
      // At its longest: more of the past than it needs does no harm.
      warmUpCandles: () => warmUpCandles,
      create: () => standIn,
    }),
    startAway: (parameters, answered) => startAway({ command, file, parameters }, answered),
  }
}

interface AwayWish {
  readonly command: OwnCommand
  readonly file: StrategyFile
  readonly parameters: StrategyParameters
}

function startAway(
  { command, file, parameters }: AwayWish,
  answered: (answer: StrategyAnswer) => void,
): StrategyRun {
  const reader = new DecisionReader()
  const sandbox = new SandboxProcess({
    ...{ command, file },
    failed: (error) => answered({ kind: 'failed', error }),
    answered: (answer) => {
      if (answer.kind !== 'decided') return
      const { openTime, lines, elapsedMs } = answer
      const decision = reader.read(answer.decision)
      if (decision === undefined) answered({ kind: 'failed', error: new Error(NO_DECISION) })
      else answered({ kind: 'decided', openTime, decision, lines, elapsedMs })
    },
  })
  sandbox.ask({ kind: 'start', parameters })
  return {
    ask: ({ openTime, open, high, low, close, volume, quantity, averageCost, holdsPosition }) => {
      const values = [openTime, open, high, low, close, volume, quantity, averageCost]
      sandbox.ask({ kind: 'candle', values, holdsPosition })
    },
    stop: () => sandbox.stop(),
  }
}

/** In words, for the wizard and the log. */
export function faultWords(error: unknown): string {
  return error instanceof StrategyError ? error.message : String(error)
}
