import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sandboxedDefinition } from '../../app/sandbox/sandboxed-definition.ts'
import { USER_SMA_CROSS } from '../../app/sandbox/sma-cross.fixture.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { candleOf, decisionsOf, defaultsOf } from '../../app/strategy/strategy-run.fixture.ts'
import { captured } from '../cli/captured-output.fixture.ts'
import { runCommand } from '../cli/run-command.ts'
import { readStrategyFolder, writeNewStrategy } from './strategy-folder.ts'

it('reads strategies by their names, and leaves alone what is none', () => {
  const folder = temporaryFolder()
  for (const name of ['b.js', 'a-2.ts', 'cryptobot.d.ts', 'notes.md', 'Upper.ts', '.hidden.ts']) {
    writeFileSync(join(folder, name), `// ${name}`)
  }
  expect(readStrategyFolder(folder)).toEqual([
    { name: 'a-2.ts', text: '// a-2.ts' },
    { name: 'b.js', text: '// b.js' },
  ])
  expect(readStrategyFolder(join(folder, 'nowhere'))).toEqual([])
})

it('writes a template that works as it stands, and never over another file', async () => {
  const folder = join(temporaryFolder(), 'strategies')
  const path = writeNewStrategy(folder, 'my-idea')
  const [file] = readStrategyFolder(folder)
  const made = file && (await sandboxedDefinition(file))
  if (!made?.ok) throw new Error('the template does not compile')
  expect(made.value).toMatchObject({ id: 'user-my-idea', name: 'My idea' })
  const closes = Array.from({ length: 100 }, (_, index) => 100 + 10 * Math.sin(index / 5))
  const kinds = decisionsOf(made.value, defaultsOf(made.value), closes.map(candleOf)).map(
    ({ kind }) => kind,
  )
  expect(new Set(kinds)).toEqual(new Set(['nothing', 'enter', 'exit']))
  expect(existsSync(join(folder, 'cryptobot.d.ts'))).toBe(true)
  expect(() => writeNewStrategy(folder, 'my-idea')).toThrow('EEXIST')
  expect(readFileSync(path, 'utf8')).toContain('defineStrategy')
})

it('says on the command line what is wrong, with file and line', async () => {
  const profile = temporaryFolder()
  const folder = join(profile, 'strategies')
  mkdirSync(folder)
  writeFileSync(join(folder, 'broken.ts'), 'const a: number = 1\nconst b = {\n  c:\n}}')
  writeFileSync(join(folder, USER_SMA_CROSS.name), USER_SMA_CROSS.text)
  const checked = await captured(() => runCommand(['strategies', 'check', '--profile', profile]))
  expect(checked.value).toBe(2)
  expect(checked.output).toBe('broken.ts:4: Unexpected token\n1 of 2 can be used\n')
  const listed = await captured(() => runCommand(['strategies', '--profile', profile]))
  expect(listed.output).toContain('user-my-cross: My crossover')
})

it('declares for editors what the template and the crossover use', async () => {
  const folder = join(temporaryFolder(), 'strategies')
  writeNewStrategy(folder, 'my-idea')
  writeFileSync(join(folder, USER_SMA_CROSS.name), USER_SMA_CROSS.text)
  const options = { strict: true, noEmit: true, target: 'es2022', module: 'esnext', types: [] }
  const config = { compilerOptions: options, include: ['*.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const compiler = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' })
  expect(stdout).toBe('')
})
