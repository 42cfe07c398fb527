import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { runCommand } from '../setup/run-command.ts'
import { SetupProblem } from '../setup/setup-problem.ts'

const TOOL = '@doyensec/electronegativity@1.10.3'
const TIMEOUT_MS = 600_000
/** It asks GitHub which versions of Electron there are, and ends where that cannot be reached; `npm audit` asks as well. */
const NOT_ASKED = 'AvailableSecurityFixesGlobalCheck'

/** What Electronegativity finds in the bundled application. It ends well with findings too, so what it wrote is read. */
export async function electronFindings(bundles: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cryptobot-security-'))
  const report = join(folder, 'findings.csv')
  try {
    const scope = ['--input', bundles, '--relative', '--exclude-checks', NOT_ASKED]
    const args = ['--yes', TOOL, ...scope, '--output', report]
    const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
    const { output } = await runCommand(npx, args, { timeoutMs: TIMEOUT_MS })
    if (!existsSync(report)) throw new SetupProblem(notRun(output))
    return findingsIn(readFileSync(report, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Every line after the first, which names the columns. */
export function findingsIn(report: string): readonly string[] {
  const rows: string[][] = parse(report, { relax_column_count: true, skip_empty_lines: true })
  return rows.slice(1).map((row) => row.slice(0, 5).join(' · '))
}

function notRun(output: string): string {
  const end = output.trim().split('\n').slice(-3).join('\n')
  return `${TOOL} did not come to a result, so nothing is known. It is fetched by npx from the npm registry, which has to be in reach.\n${end}`
}
