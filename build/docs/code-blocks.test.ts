import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { csvOf, hourlyCandles } from '../../e2e/support/synthetic-candles.ts'
import { projectFolder } from '../setup/project-folder.ts'
import { runCommand } from '../setup/run-command.ts'
import { type CodeBlock, codeBlocks, commandsOf, ourArguments } from './code-blocks.ts'
import { sitePages } from './site-pages.ts'

/** Files that are there on the machine of everybody who has the sources. */
const readme = readFileSync(join(projectFolder, 'README.md'), 'utf8')
const pages = [...sitePages(), { source: 'README.md', markdown: readme }]
const blocks = pages.flatMap(({ source, markdown }) => codeBlocks(source, markdown))
const commandLine = join(projectFolder, 'main', 'cli', 'index.ts')
/** Enough for a walk through several windows; a command of a page ends well before. */
const HANGS_AFTER_MS = 240_000

it('says of every block what becomes of it', () => {
  const unclear = blocks.filter(({ treatment }) => treatment.kind === 'unclear')
  expect(unclear.map(({ page, line }) => `${page}:${line}`)).toEqual([])
})

it('reads the directives, and takes no other', () => {
  const kindOf = (info: string) =>
    codeBlocks('x.md', `\`\`\`${info}\na\n\`\`\`\n`)[0]?.treatment.kind
  expect(kindOf('sh')).toBe('run')
  expect(kindOf('text')).toBe('not-run')
  expect(kindOf('sh until=fill')).toBe('run-until')
  expect(kindOf('ts file=a/b.ts')).toBe('file')
  expect(kindOf('sh not-run: it needs an exchange')).toBe('not-run')
  for (const info of ['', 'ts', 'sh not-run:', 'sh not-run: x', 'sh skip', 'ts file=../b.ts']) {
    expect(kindOf(info), info).toBe('unclear')
  }
})

it('splits commands as a shell does', () => {
  const text = `cryptobot a 'b c' "d # e" # f\n\ncryptobot g \\\n  h\n`
  expect(commandsOf(text)).toEqual([
    ['cryptobot', 'a', 'b c', 'd # e'],
    ['cryptobot', 'g', 'h'],
  ])
})

describe.concurrent('what a page tells people to type works', () => {
  const isAtWork = ({ language, treatment }: CodeBlock) =>
    treatment.kind !== 'not-run' && (language === 'sh' || treatment.kind === 'file')
  const atWork = blocks.filter(isAtWork)
  const names = [...new Set(atWork.map(({ page }) => page))]
  it.each(names)(
    '%s',
    async (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'cryptobot-docs-'))
      try {
        for (const block of atWork.filter(({ page }) => page === name)) await follow(block, folder)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    HANGS_AFTER_MS,
  )
})

it('shows JSON that is some', () => {
  const faults = blocks.filter(({ language }) => language === 'json').flatMap(jsonFault)
  expect(faults).toEqual([])
})

function jsonFault({ page, line, text }: CodeBlock): readonly string[] {
  const documents = text.startsWith('{"') ? text.trim().split('\n') : [text]
  return documents.flatMap((document) => {
    try {
      JSON.parse(document)
      return []
    } catch (error) {
      return [`${page}:${line}: ${String(error)}`]
    }
  })
}

/** Does what the block says, in a folder that the blocks of a page share; its profile is in there. */
async function follow({ page, line, treatment, text }: CodeBlock, folder: string): Promise<void> {
  if (treatment.kind === 'file') return write(join(folder, treatment.path), text)
  const commands = commandsOf(text)
  for (const [index, words] of commands.entries()) {
    const place = `${page}:${line}: ${words.join(' ')}`
    const args = ourArguments(words)
    if (args === undefined) throw new Error(`${place} is no command of ours: say why it is not run`)
    bringCandles(args, folder)
    const command = [commandLine, ...args, '--profile', join(folder, 'profile')]
    if (treatment.kind === 'run-until' && index === commands.length - 1) {
      await runUntil(treatment.event, { command, folder, place })
      continue
    }
    const { exitCode, output } = await runCommand(process.execPath, command, { cwd: folder })
    expect(exitCode, `${place}\n${output}`).toBe(0)
  }
}

interface LongRun {
  readonly command: readonly string[]
  readonly folder: string
  readonly place: string
}

async function runUntil(event: string, { command, folder, place }: LongRun): Promise<void> {
  const run = spawn(process.execPath, command, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  run.stderr.on('data', (text) => {
    errors += String(text)
  })
  const ended = once(run, 'close')
  let wasTold = false
  for await (const line of createInterface({ input: run.stdout })) {
    if (wasTold || JSON.parse(line).event !== event) continue
    wasTold = true
    run.kill('SIGTERM')
  }
  const [status] = await ended
  expect({ wasTold, status }, `${place}\n${errors}`).toEqual({ wasTold: true, status: 0 })
}

/** A file of candles that a command names is one that its reader has. */
function bringCandles(args: readonly string[], folder: string): void {
  for (const [index, option] of args.entries()) {
    const [, name] = /^(?:[A-Z/]+=)?([\w-]+\.csv)$/.exec(args[index + 1] ?? '') ?? []
    if (name === undefined || !['--candles', '--also', '--finer'].includes(option)) continue
    if (!existsSync(join(folder, name))) write(join(folder, name), csvOf(hourlyCandles(1_500)))
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
