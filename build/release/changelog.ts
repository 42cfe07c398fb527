/** What CHANGELOG.md says of one version. */
export type ChangelogSection = {
  readonly version: string
  /** `2026-11-22`, or `unreleased`. */
  readonly date: string
  readonly text: string
}

const heading = /^## (\d+\.\d+\.\d+(?:-[\w.]+)?) \((unreleased|\d{4}-\d{2}-\d{2})\)$/

/** The sections of a changelog, the newest first, as they stand there. */
export function readChangelog(changelog: string): readonly ChangelogSection[] {
  const sections: { version: string; date: string; lines: string[] }[] = []
  for (const line of changelog.split('\n')) {
    const [, version, date] = heading.exec(line) ?? []
    if (version !== undefined && date !== undefined) sections.push({ version, date, lines: [] })
    else if (line.startsWith('## '))
      throw new Error(`CHANGELOG.md: "${line}" names no version and day`)
    else sections.at(-1)?.lines.push(line)
  }
  return sections.map(({ version, date, lines }) => ({
    version,
    date,
    text: lines.join('\n').trim(),
  }))
}

/** The changelog with its newest section released: under this version, on this day. */
export function releaseNewest(changelog: string, version: string, day: string): string {
  const [newest] = readChangelog(changelog)
  if (newest?.date !== 'unreleased') throw new Error('CHANGELOG.md has nothing that is unreleased')
  return changelog.replace(`## ${newest.version} (unreleased)`, `## ${version} (${day})`)
}
