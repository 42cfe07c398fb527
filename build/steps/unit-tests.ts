import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { projectFolder } from '../setup/project-folder.ts'
import { runAttached } from '../setup/run-attached.ts'
import { oneCheck, type StepResult } from './step.ts'

const reportFile = join(projectFolder, 'test-results', 'unit.json')
const seedsReportFile = join(projectFolder, 'test-results', 'seeds.json')
const coverageFile = join(projectFolder, 'coverage', 'coverage-summary.json')
export const coverageLinesMin = 90
const countingLines = '--coverage.enabled'

const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})
const coverageSchema = z.object({ total: z.object({ lines: z.object({ pct: z.number() }) }) })

/** More of the lines that the simulation's other tests run, and twice as slow when lines are counted. */
const seeds = 'app/simulation/seeds-'

/** Runs the tests beside the code. */
export function runUnitTests(): Promise<StepResult> {
  return runVitest(reportFile, [])
}

/** Counts the lines that they run, in all but the seeds. */
export function runCountedTests(): Promise<StepResult> {
  rmSync(coverageFile, { force: true })
  return runVitest(reportFile, [countingLines, '--exclude', `${seeds}*`])
}

/** The seeds of the simulation, as fast as they are. */
export function runSeeds(): Promise<StepResult> {
  return runVitest(seedsReportFile, [seeds])
}

async function runVitest(file: string, args: readonly string[]): Promise<StepResult> {
  rmSync(file, { force: true })
  const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const exitCode = await runAttached(process.execPath, [vitest, 'run', ...reporters, ...args])
  const report = readUnitReport(file)
  // Below the line limit vitest fails as well, which the coverage step reports; any other failure is ours.
  const isExplained =
    report.failed > 0 || (args.includes(countingLines) && !checkCoverage().isEnough)
  return exitCode === 0 || isExplained ? report : { ...report, failed: report.failed + 1 }
}

/** How many of the lines of app/ the unit tests ran. */
export async function reportCoverage(): Promise<StepResult> {
  const { isEnough, linesPercent } = checkCoverage()
  const note = `${linesPercent} % of the lines of app/, at least ${coverageLinesMin} %`
  console.log(note)
  return oneCheck(isEnough, note)
}

/** What Vitest wrote down of a run; without a report, nothing ran. */
export function readUnitReport(file: string): StepResult {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const path = relative(projectFolder, name)
    // A file that cannot even be loaded has no tests to count, so it counts as one itself.
    if (status === 'failed' && assertionResults.length === 0) return [{ test: path, message }]
    return assertionResults
      .filter((assertion) => assertion.status === 'failed')
      .map(({ fullName, failureMessages }) => ({
        test: `${path}: ${fullName}`,
        message: (failureMessages ?? []).join('\n'),
      }))
  })
  const unloaded = failures.length - report.numFailedTests
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded, failures }
}

function checkCoverage(): { readonly isEnough: boolean; readonly linesPercent: number } {
  const linesPercent = existsSync(coverageFile)
    ? coverageSchema.parse(JSON.parse(readFileSync(coverageFile, 'utf8'))).total.lines.pct
    : 0
  return { isEnough: linesPercent >= coverageLinesMin, linesPercent }
}
