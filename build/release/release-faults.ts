import { readChangelog } from './changelog.ts'

/** What a release is made from. */
export type ReleaseState = {
  readonly version: string
  readonly lockedVersion: string
  readonly changelog: string
  /** On the commit that is checked out. */
  readonly tags: readonly string[]
  /** Files that differ from the commit, a line each. */
  readonly changes: string
  readonly workflowFaults: readonly string[]
}

const semanticVersion = /^\d+\.\d+\.\d+(?:-(?:alpha|beta)\.\d+)?$/

/** Everything that keeps a commit from being released; empty when nothing does. */
export function releaseFaults(state: ReleaseState): readonly string[] {
  const { version, lockedVersion, tags, changes, workflowFaults } = state
  return [
    ...faultIf(!semanticVersion.test(version), `"${version}" is no version that can be released`),
    ...faultIf(
      lockedVersion !== version,
      `package-lock.json says ${lockedVersion}, package.json ${version}`,
    ),
    ...faultIf(
      !tags.includes(`v${version}`),
      `the commit has no tag v${version}: npm run release makes it`,
    ),
    ...faultIf(
      changes.trim() !== '',
      `there are changes that are not committed:\n${changes.trimEnd()}`,
    ),
    ...changelogFaults(state),
    ...workflowFaults,
  ]
}

function changelogFaults({ version, changelog }: ReleaseState): readonly string[] {
  const [newest] = readChangelog(changelog)
  if (newest?.version !== version) {
    return [`CHANGELOG.md begins with ${newest?.version ?? 'nothing'}, not with ${version}`]
  }
  return [
    ...faultIf(newest.date === 'unreleased', `CHANGELOG.md calls ${version} unreleased`),
    ...faultIf(newest.text === '', `CHANGELOG.md says nothing about ${version}`),
  ]
}

function faultIf(isFault: boolean, words: string): readonly string[] {
  return isFault ? [words] : []
}
