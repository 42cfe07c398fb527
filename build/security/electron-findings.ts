import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transformWithOxc } from 'vite'
import { z } from 'zod'
import { runCommand } from '../setup/run-command.ts'
import { SetupProblem } from '../setup/setup-problem.ts'

const TOOL = '@doyensec/electronegativity@1.10.3'
const TIMEOUT_MS = 600_000
/** What it can read: it skips a file with anything newer, such as a class with private fields. */
const READABLE = 'es2019'

const report = z.object({
  found: z.array(
    z.object({
      ...{ id: z.string(), severity: z.string(), file: z.string() },
      ...{ line: z.number(), sample: z.string() },
    }),
  ),
  unread: z.array(z.object({ file: z.string(), message: z.string() })),
})
export type ElectronReport = z.infer<typeof report>

/** What it says of every application, or of ours for a reason, and why that is none. */
const ANSWERED: readonly { readonly id: string; readonly sample: RegExp; readonly why: string }[] =
  [
    {
      id: 'CSP_GLOBAL_CHECK',
      sample: /^$/,
      why: 'the policy is a header of every file of ours; a story reads it',
    },
    {
      id: 'PROTOCOL_HANDLER_JS_CHECK',
      sample: /registerBufferProtocol\("app"/,
      why: 'serves the built files and nothing else; a story asks for others',
    },
    {
      id: 'PRELOAD_JS_CHECK',
      sample: /^preload,/,
      why: 'said of every preload script; a story reads that ours has the functions of the contract alone',
    },
    {
      id: 'REMOTE_MODULE_JS_CHECK',
      sample: /^(return|const window =) new BrowserWindow/,
      why: 'Electron 14 has removed what the option switches',
    },
    {
      id: 'CUSTOM_ARGUMENTS_JS_CHECK',
      sample: /"js-flags", "--no-lazy"/,
      why: 'has V8 compile all at once; it opens nothing',
    },
  ]

/** What Electronegativity finds in the bundled application that has no answer, and what it could not read. */
export async function electronFindings(bundles: string): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cryptobot-security-'))
  try {
    const readable = join(folder, 'application')
    await writeReadable(bundles, readable)
    const output = join(folder, 'report.json')
    const script = join(import.meta.dirname, 'ask-electronegativity.cjs')
    const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
    const args = ['--yes', `--package=${TOOL}`, '--', 'node', script, readable, output]
    const { exitCode, output: said } = await runCommand(npx, args, { timeoutMs: TIMEOUT_MS })
    if (exitCode !== 0) throw new SetupProblem(notRun(said))
    return findingsIn(report.parse(JSON.parse(readFileSync(output, 'utf8'))))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A copy in words that the tool knows, line for line where that is possible. */
async function writeReadable(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true })
  for (const name of readdirSync(to, { recursive: true, encoding: 'utf8' })) {
    if (!/\.c?js$/.test(name)) continue
    const path = join(to, name)
    const options = { target: READABLE, sourcemap: false, lang: 'js' } as const
    const { code } = await transformWithOxc(readFileSync(path, 'utf8'), path, options)
    await writeFile(path, code)
  }
}

/** An answer that nothing is said to any more is a finding as well. */
export function findingsIn({ found, unread }: ElectronReport): readonly string[] {
  const isAnswered = ({ id, sample }: ElectronReport['found'][number]) =>
    ANSWERED.some((answer) => answer.id === id && answer.sample.test(sample))
  const open = found.filter((finding) => !isAnswered(finding))
  const idle = ANSWERED.filter(({ id }) => !found.some((finding) => finding.id === id))
  return [
    ...open.map(({ id, severity, file, line, sample }) =>
      [id, severity, `${file}:${line}`, sample].join(' · '),
    ),
    ...idle.map(({ id }) => `${id} is answered, and was not found`),
    ...unread.map(({ file, message }) => `${file} could not be read: ${message}`),
  ]
}

function notRun(output: string): string {
  const end = output.trim().split('\n').slice(-3).join('\n')
  return `${TOOL} did not come to a result, so nothing is known. npx fetches it from the npm registry, which has to be in reach.\n${end}`
}
