import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { runCommand } from '../../build/setup/run-command.ts'
import { OrdinaryUser } from './machine.ts'
import { CURRENT_VERSION, packageFile } from './package-files.ts'

const user = new OrdinaryUser()
const folder = mkdtempSync(join(tmpdir(), 'cryptobot-packages-'))

test.beforeAll(() => chmodSync(folder, 0o755))
test.afterAll(() => {
  rmSync(folder, { recursive: true })
  user.remove()
})

async function run(command: string, ...args: readonly string[]): Promise<string> {
  const { exitCode, output } = await runCommand(command, args)
  expect(exitCode, output).toBe(0)
  return output
}

/** The demo market trades, and what became of it is there afterwards. */
async function expectTrading(executable: string): Promise<void> {
  const version = await user.run(executable, 'version')
  expect(version.output).toContain(CURRENT_VERSION)
  const trading = ['run', '--headless', '--mode', 'demo', '--speed', '50']
  await user.lineOf(/"event":"fill"/, executable, ...trading)
  const { output } = await user.run(executable, 'fills', '--json')
  expect(JSON.parse(output).length, output).toBeGreaterThan(0)
}

test('the archive trades where it is unpacked', async () => {
  await run(
    'tar',
    '--extract',
    '--no-same-owner',
    `--file=${packageFile('current', 'tar.gz')}`,
    `--directory=${folder}`,
  )
  const [unpacked = ''] = (await run('ls', folder)).trim().split('\n')
  await expectTrading(join(folder, unpacked, 'bin', 'cryptobot'))
})

test('the rpm holds what the deb holds, and names what it needs', async () => {
  const rpm = packageFile('current', 'rpm')
  const deb = `dpkg-deb --fsys-tarfile '${packageFile('current')}' | tar --list`
  const inDeb = await run('sh', '-c', deb)
  const inRpm = await run('rpm', '--query', '--list', '--package', rpm)
  expect(filesOf(inRpm)).toEqual(filesOf(inDeb))
  const needed = await run('rpm', '--query', '--requires', '--package', rpm)
  expect(needed).toMatch(/^libsecret$/m)
})

/** Without the folders, of which the two list different ones. */
function filesOf(list: string): readonly string[] {
  const paths = list.split('\n').map((path) => path.replace(/^\.?\/?/, '').replace(/\/$/, ''))
  const isFolder = (path: string) => paths.some((other) => other.startsWith(`${path}/`))
  return paths.filter((path) => path !== '' && !isFolder(path)).sort()
}
