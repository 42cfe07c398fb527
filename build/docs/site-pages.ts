import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { projectFolder } from '../setup/project-folder.ts'

/** A page of the documentation: a Markdown file of the project, and where it is in the site. */
export interface SitePage {
  /** From the project's folder: "docs/risk/limits.md". */
  readonly source: string
  /** From the site's: "risk/limits.html". */
  readonly address: string
  readonly title: string
  readonly markdown: string
}

/** Pages that stand outside docs/, where people who work on a project look for them. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'ARCHITECTURE.md': 'project/architecture.html',
  'CONTRIBUTING.md': 'project/contributing.html',
  'SECURITY.md': 'project/reporting-a-weakness.html',
  'CHANGELOG.md': 'project/changelog.html',
}
const DECISIONS = 'app/decisions'

/** Every page, as it is in the working folder now. */
export function sitePages(): readonly SitePage[] {
  const guides = filesIn('docs').map((source) => page(source, html(source.slice('docs/'.length))))
  const elsewhere = Object.entries(ELSEWHERE).map(([source, address]) => page(source, address))
  const decisions = filesIn(DECISIONS).map((source) =>
    page(source, `project/decisions/${html(posix.basename(source))}`),
  )
  return [...guides, ...elsewhere, ...decisions, decisionIndex(decisions)]
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => path.endsWith('.md'))
    .sort()
}

const html = (path: string): string => path.replace(/\.md$/, '.html')

function page(source: string, address: string): SitePage {
  const markdown = readFileSync(join(projectFolder, source), 'utf8')
  const [, title] = /^# (.+)$/m.exec(markdown) ?? []
  if (title === undefined) throw new Error(`${source} has no title: begin it with "# …".`)
  return { source, address, title: title.replaceAll('`', ''), markdown }
}

/** Written here, so that it names them all. */
function decisionIndex(decisions: readonly SitePage[]): SitePage {
  const lines = decisions.map(({ source, title }) => `- [${title}](${posix.basename(source)})`)
  const intro = 'Why it is the way it is: each page has a decision, its reasons and what follows.'
  return {
    source: `${DECISIONS}/index.md`,
    address: 'project/decisions/index.html',
    title: 'Decisions',
    markdown: `# Decisions\n\n${intro}\n\n${lines.join('\n')}\n`,
  }
}
