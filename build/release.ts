import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { releaseNewest } from './release/changelog.ts'
import { projectFolder } from './setup/project-folder.ts'
import { runOrThrow } from './setup/run-command.ts'
import { runScript, SetupProblem } from './setup/setup-problem.ts'

const files = ['package.json', 'package-lock.json', 'CHANGELOG.md']

/** `npm run release -- X.Y.Z|patch|minor|major`: sets the number, dates what was unreleased, commits and tags. */
async function release([wish, ...rest]: readonly string[]): Promise<number> {
  if (wish === undefined || rest.length > 0) {
    throw new SetupProblem('Usage: npm run release -- X.Y.Z|patch|minor|major')
  }
  const run = (program: string, ...args: readonly string[]) =>
    runOrThrow(program, args, { cwd: projectFolder })
  if ((await run('git', 'status', '--porcelain')).trim() !== '') {
    throw new SetupProblem('There are changes that are not committed. Commit them first.')
  }
  // By itself npm would commit and tag before the changelog has its date: it runs no scripts here.
  await run('npm', 'version', wish, '--no-git-tag-version', '--allow-same-version')
  const version = String(JSON.parse(read('package.json')).version)
  const day = new Date().toISOString().slice(0, 10)
  writeFileSync(
    join(projectFolder, 'CHANGELOG.md'),
    releaseNewest(read('CHANGELOG.md'), version, day),
  )
  await run('git', 'add', ...files)
  await run('git', 'commit', '--allow-empty', '-m', `Release ${version}`)
  await run('git', 'tag', '--annotate', `v${version}`, '-m', `Cryptobot ${version}`)
  console.log(`v${version} is tagged. git push --follow-tags starts the release.`)
  return 0
}

function read(file: string): string {
  return readFileSync(join(projectFolder, file), 'utf8')
}

await runScript(() => release(process.argv.slice(2)))
