import { availableParallelism, release, totalmem } from 'node:os'
import type { Diagnostics, LogLine } from '../../app/contract/logs.ts'
import { redactUnknown } from '../../app/domain/redact.ts'
import { logText } from './log-text.ts'

const BYTES_PER_GIGABYTE = 1_073_741_824
const INDENT = 2

export interface DiagnosticsParts {
  readonly version: string
  readonly time: number
  /** What else helps, by its heading. */
  readonly sections: Readonly<Record<string, unknown>>
  /** Oldest first. */
  readonly lines: readonly LogLine[]
}

/** One text with all that helps to find a fault. What looks like a secret is hidden in it, wherever it came from. */
export function diagnosticsOf({ version, time, sections, lines }: DiagnosticsParts): Diagnostics {
  const at = new Date(time).toISOString()
  const log = lines.map((line) => logText(line, 'text')).join('\n')
  const text = [
    `Cryptobot ${version}, diagnostics of ${at}`,
    'Look it through before you give it away: amounts, symbols and the names of your bots are in here, secrets are not.',
    section('machine', machine()),
    ...Object.entries(sections).map(([name, value]) => section(name, value)),
    `== log, the newest ${lines.length} lines ==\n${log}`,
  ].join('\n\n')
  return { fileName: `cryptobot-diagnostics-${at.slice(0, 10)}.txt`, text: redactUnknown(text) }
}

function section(name: string, value: unknown): string {
  return `== ${name} ==\n${JSON.stringify(value, null, INDENT)}`
}

function machine(): Readonly<Record<string, string | number>> {
  const { node, electron = 'none', v8 } = process.versions
  return {
    system: `${process.platform} ${release()} ${process.arch}`,
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / BYTES_PER_GIGABYTE),
    electron,
    node,
    v8,
  }
}
