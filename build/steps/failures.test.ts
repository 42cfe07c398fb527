import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { projectFolder } from '../setup/project-folder.ts'
import { describeFailure } from './failure.ts'
import { readPlaywrightReport } from './playwright-report.ts'
import { runSteps } from './step.ts'
import { readUnitReport } from './unit-tests.ts'

let folder: string

beforeEach(() => {
  const results = join(projectFolder, 'test-results')
  mkdirSync(results, { recursive: true })
  // Inside the project, so that the files written into it find the test runners.
  folder = mkdtempSync(join(results, 'failures-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('names the unit tests that failed, and the files that could not be loaded', () => {
  write('sum.test.ts', ["test('adds', () => expect(1 + 1).toBe(3))", "test('holds', () => {})"])
  write('broken.test.ts', ["import './not-there.ts'"])
  const report = join(folder, 'unit.json')
  runTool('vitest/vitest.mjs', [
    ...['run', '--root', folder, '--globals'],
    ...['--reporter=json', `--outputFile.json=${report}`],
  ])
  const { passed, failed, failures = [] } = readUnitReport(report)
  expect({ passed, failed }).toEqual({ passed: 1, failed: 2 })
  const byTest = new Map(failures.map(({ test, message }) => [test.split('/').at(-1), message]))
  expect(byTest.get('sum.test.ts: adds')).toContain('expected 2 to be 3')
  expect(byTest.get('broken.test.ts')).toContain('not-there.ts')
})

test('names the window tests that failed, also those inside a group', () => {
  write('sum.spec.ts', [
    "import { expect, test } from '@playwright/test'",
    "test('holds', () => {})",
    "test.describe('sums', () => { test('add', () => expect(1 + 1).toBe(3)) })",
  ])
  write('playwright.config.ts', ["export default { testDir: '.', outputDir: 'output' }"])
  const report = join(folder, 'e2e.json')
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report }
  runTool('@playwright/test/cli.js', ['test', '--config', folder, '--reporter=json'], env)
  const { passed, failed, failures = [] } = readPlaywrightReport(report, 1)
  expect({ passed, failed }).toEqual({ passed: 1, failed: 1 })
  const told = failures.map(describeFailure).join('\n')
  expect(told).toContain('FAILED sum.spec.ts:3: add')
  expect(told).toContain('Expected: 3')
})

test('tells of the failures at the end, where they are seen', async () => {
  const output = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const message = ['expected 2 to be 3', ...Array<string>(50).fill('at a line')].join('\n')
  const failures = [{ test: 'sum.test.ts: adds', message }]
  await runSteps([
    { name: 'unit tests', run: async () => ({ passed: 1, failed: 1, failures }) },
    { name: 'window tests', run: async () => ({ passed: 1, failed: 0 }) },
  ])
  const lines = output.mock.calls.map(([line]) => String(line))
  const told = lines.findIndex((line) => line.includes('FAILED sum.test.ts: adds'))
  expect(told).toBeGreaterThan(lines.findIndex((line) => line.includes('== window tests')))
  expect(lines[told]?.trim().split('\n')).toHaveLength(13)
  expect(lines.at(-1)).toBe('2 passed, 1 failed')
})

function write(name: string, lines: readonly string[]): void {
  writeFileSync(join(folder, name), lines.join('\n'))
}

function runTool(script: string, args: readonly string[], env = process.env): void {
  const path = join(projectFolder, 'node_modules', script)
  const { VITEST: _vitest, ...clean } = env
  spawnSync(process.execPath, [path, ...args], { cwd: projectFolder, env: clean })
}
