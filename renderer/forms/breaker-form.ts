import './zod-without-eval.ts'
import type { z } from 'zod'
import { probeFault, thresholdFault, windowFault } from '../../app/contract/breaker-faults.ts'
import { type BreakerView, breakerSetting } from '../../app/contract/risk-view.ts'
import { ACTION_WORDS, thresholdWords } from '../format/breaker-words.ts'
import { durationOf, durationText } from '../format/duration.ts'
import type { Change } from './change.ts'

type Setting = z.infer<typeof breakerSetting>
type Breaker = Pick<BreakerView, 'name' | 'unit'>
type Unit = BreakerView['unit']

/** From the mildest on. */
const ACTIONS = breakerSetting.shape.action.options

/** A setting as it is typed. */
export type BreakerDraft = {
  readonly isOn: boolean
  readonly threshold: string
  /** Null where the breaker looks back on nothing. */
  readonly window: string | null
  readonly action: Setting['action']
  readonly isLatched: boolean
  readonly probe: string
}

export type BreakerFaults = Partial<Readonly<Record<keyof BreakerDraft, string>>>

type ReadBreaker =
  | { readonly kind: 'setting'; readonly setting: Setting }
  | { readonly kind: 'faults'; readonly faults: BreakerFaults }

const NO_DURATION = 'Enter a time like 30 s, 5 min or 1 h.'

export function breakerDraft(setting: Setting, unit: Unit): BreakerDraft {
  const { isOn, threshold, windowMs, action, isLatched, probeMs } = setting
  return {
    isOn,
    threshold: unit === 'ms' ? durationText(threshold) : String(threshold),
    window: windowMs === null ? null : durationText(windowMs),
    action,
    isLatched,
    probe: durationText(probeMs),
  }
}

/** What was typed as a setting, or what is wrong with it and where. */
export function readBreaker(draft: BreakerDraft, { name, unit }: Breaker): ReadBreaker {
  const threshold = thresholdOf(draft.threshold, unit)
  const windowMs = draft.window === null ? null : durationOf(draft.window)
  const probeMs = draft.isLatched ? (durationOf(draft.probe) ?? 0) : durationOf(draft.probe)
  if (threshold === undefined || windowMs === undefined || probeMs === undefined) {
    const faults = {
      ...(threshold === undefined && { threshold: noThreshold(unit) }),
      ...(windowMs === undefined && { window: NO_DURATION }),
      ...(probeMs === undefined && { probe: NO_DURATION }),
    }
    return { kind: 'faults', faults }
  }
  const nonsense = {
    ...faultOf('threshold', thresholdFault({ name, unit }, threshold)),
    ...faultOf('window', windowFault(windowMs)),
    ...faultOf('probe', probeFault(probeMs)),
  }
  if (Object.keys(nonsense).length > 0) return { kind: 'faults', faults: nonsense }
  const { isOn, action, isLatched } = draft
  return { kind: 'setting', setting: { isOn, threshold, windowMs, action, isLatched, probeMs } }
}

/** What saving would change; a change that lets more happen is marked. */
export function breakerChanges(before: Setting, after: Setting, unit: Unit): readonly Change[] {
  const changes: readonly (Change | false)[] = [
    before.isOn !== after.isOn && {
      words: after.isOn ? 'Switched on' : 'Switched off',
      isLooser: !after.isOn,
    },
    before.threshold !== after.threshold && {
      words: `Threshold ${thresholdWords(before.threshold, unit)} → ${thresholdWords(after.threshold, unit)}`,
      isLooser: after.threshold > before.threshold,
    },
    before.windowMs !== after.windowMs && {
      words: `Window ${durationText(before.windowMs ?? 0)} → ${durationText(after.windowMs ?? 0)}`,
      isLooser: (after.windowMs ?? 0) < (before.windowMs ?? 0),
    },
    before.action !== after.action && {
      words: `${ACTION_WORDS[before.action]} → ${ACTION_WORDS[after.action].toLowerCase()}`,
      isLooser: ACTIONS.indexOf(after.action) < ACTIONS.indexOf(before.action),
    },
    before.isLatched !== after.isLatched && {
      words: after.isLatched ? 'Stays tripped until a person resets it' : 'Heals by itself',
      isLooser: !after.isLatched,
    },
    !after.isLatched &&
      before.probeMs !== after.probeMs && {
        words: `Calm before it heals ${durationText(before.probeMs)} → ${durationText(after.probeMs)}`,
        isLooser: after.probeMs < before.probeMs,
      },
  ]
  return changes.filter((change) => change !== false)
}

/** As a sentence of the form. */
function faultOf(field: keyof BreakerDraft, fault: string | undefined): BreakerFaults {
  if (fault === undefined) return {}
  return { [field]: `${fault.charAt(0).toUpperCase()}${fault.slice(1)}.` }
}

function thresholdOf(text: string, unit: Unit): number | undefined {
  if (unit === 'ms') return durationOf(text)
  if (!/^\d{1,9}(\.\d{1,4})?$/.test(text.trim())) return undefined
  const value = Number(text)
  return unit === 'count' && !Number.isInteger(value) ? undefined : value
}

function noThreshold(unit: Unit): string {
  if (unit === 'ms') return NO_DURATION
  if (unit === 'count') return 'Enter a whole number above zero.'
  return `Enter a number of ${unit === 'percent' ? 'percent' : unit} above zero.`
}
