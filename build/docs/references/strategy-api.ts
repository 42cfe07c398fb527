import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { STRATEGY_DECLARATIONS } from '../../../main/sandbox/strategy-declarations.ts'
import { projectFolder } from '../../setup/project-folder.ts'
import { runOrThrow } from '../../setup/run-command.ts'

const folderOfTypedoc = join(projectFolder, 'build', 'docs', 'typedoc')
const plugins = ['node_modules/typedoc-plugin-markdown/dist/index.js', 'own-members-only.js']

const OPTIONS = [
  ...['--name', "What a strategy can import from 'cryptobot'"],
  ...['--outputFileStrategy', 'modules', '--readme', 'none', '--disableSources'],
  ...['--hideBreadcrumbs', '--hidePageHeader', '--sort', 'source-order'],
  ...['--groupOrder', 'Functions', '--groupOrder', 'Interfaces', '--groupOrder', 'Classes'],
  ...['--interfacePropertiesFormat', 'table', '--parametersFormat', 'table'],
  ...['--typeDeclarationFormat', 'table', '--classPropertiesFormat', 'table'],
]

/** The page of all that a strategy can import, by TypeDoc from the declarations that editors are given. */
export async function strategyApiReference(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cryptobot-typedoc-'))
  try {
    const entry = join(folder, 'cryptobot.d.ts')
    writeFileSync(entry, moduleText())
    const compilerOptions = { strict: true, lib: ['es2023'], types: [] }
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: [entry] }),
    )
    const options = ['--tsconfig', join(folder, 'tsconfig.json'), '--entryPoints', entry]
    const output = plugins.flatMap((plugin) => ['--plugin', join(folderOfTypedoc, plugin)])
    const typedoc = join(folderOfTypedoc, 'node_modules', 'typedoc', 'bin', 'typedoc')
    await runOrThrow(
      process.execPath,
      [typedoc, ...OPTIONS, ...options, ...output, '--out', 'out'],
      { cwd: folder },
    )
    return readFileSync(join(folder, 'out', 'README.md'), 'utf8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As a module by itself, which is what TypeDoc reads: editors are given an ambient one. */
function moduleText(): string {
  const [, body] = /declare module 'cryptobot' \{\n([\s\S]*)\n\}/.exec(STRATEGY_DECLARATIONS) ?? []
  if (body === undefined) throw new Error('the declarations declare no module cryptobot')
  return body.replace(/^ {2}(abstract class)/gm, '  declare $1')
}
