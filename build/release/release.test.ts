import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../setup/project-folder.ts'
import { readChangelog, releaseNewest } from './changelog.ts'
import { type ReleaseState, releaseFaults } from './release-faults.ts'
import { workflowFaults } from './workflow-faults.ts'

const changelog =
  '# Changelog\n\n## 1.2.0 (2026-11-22)\n\n### Added\n- Much.\n\n## 1.1.0 (2026-10-01)\n- Less.\n'
const sound: ReleaseState = {
  version: '1.2.0',
  lockedVersion: '1.2.0',
  changelog,
  tags: ['v1.2.0'],
  changes: '',
  workflowFaults: [],
}

describe('a commit can be released', () => {
  it('when all says the same', () => {
    expect(releaseFaults(sound)).toEqual([])
  })

  it.each([
    [{ version: '1.2' }, /"1.2" is no version/],
    [{ lockedVersion: '1.1.0' }, /package-lock.json says 1.1.0/],
    [{ tags: ['v1.1.0'] }, /no tag v1.2.0/],
    [{ changes: ' M app/x.ts' }, /not committed/],
    [{ changelog: changelog.replace('2026-11-22', 'unreleased') }, /calls 1.2.0 unreleased/],
    [{ changelog: changelog.replace('1.2.0', '1.3.0') }, /begins with 1.3.0/],
    [{ changelog: '# Changelog\n\n## 1.2.0 (2026-11-22)\n' }, /says nothing about 1.2.0/],
    [{ workflowFaults: ['x.yml:1:1: wrong'] }, /x.yml/],
  ])('and not with %j', (change, words) => {
    expect(releaseFaults({ ...sound, ...change })).toContainEqual(expect.stringMatching(words))
  })
})

it('dates what was unreleased, and nothing else', () => {
  const unreleased = changelog.replace('1.2.0 (2026-11-22)', '1.2.0 (unreleased)')
  const released = releaseNewest(unreleased, '2.0.0', '2027-01-01')
  expect(readChangelog(released).map(({ version, date }) => [version, date])).toEqual([
    ['2.0.0', '2027-01-01'],
    ['1.1.0', '2026-10-01'],
  ])
  expect(() => releaseNewest(released, '2.0.1', '2027-01-02')).toThrow(/nothing that is unreleased/)
})

it('can read our own changelog', () => {
  const [newest] = readChangelog(readFileSync(join(projectFolder, 'CHANGELOG.md'), 'utf8'))
  expect(newest?.text).not.toBe('')
})

describe('workflows', () => {
  it('are sound', async () => {
    expect(await workflowFaults(join(projectFolder, '.github', 'workflows'))).toEqual([])
  })

  it.each([
    ['needs: check', 'needs: chekc', /needs job "chekc"/],
    ["matrix.system == 'mac'", "matrix.sytem == 'mac'", /"sytem" is not defined/],
    ['runs-on: ubuntu-24.04', 'runs-on: ubuntu-42.04', /no machine "ubuntu-42.04"/],
    ['os: windows-latest', 'os: windows-oldest', /no machine "windows-oldest"/],
    ['timeout-minutes: 10', 'timeout-minuets: 10', /timeout-minuets/],
  ])('are not with %s as %s', async (right, wrong, words) => {
    const folder = mkdtempSync(join(tmpdir(), 'cryptobot-workflows-'))
    const release = join(projectFolder, '.github', 'workflows', 'release.yml')
    const text = readFileSync(release, 'utf8')
    expect(text).toContain(right)
    writeFileSync(join(folder, 'release.yml'), text.replace(right, wrong))
    const faults = await workflowFaults(folder)
    rmSync(folder, { recursive: true })
    expect(faults.join('\n')).toMatch(words)
  })
})
