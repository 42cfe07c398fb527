import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { projectFolder } from '../setup/project-folder.ts'
import { buildSite } from './build-site.ts'
import { shownPictures } from './shown-pictures.ts'
import { type SitePage, sitePages } from './site-pages.ts'

/** Taken by hand of the installed application, by the stories of the installers. */
const INSTALLED = 'installed'

it('builds the documentation without a dead link, a missing heading or anything from elsewhere', async () => {
  const folder = temporaryFolder()
  expect(await buildSite(folder)).toEqual([])
  const html = readFileSync(join(folder, 'risk', 'limits.html'), 'utf8')
  expect(html).toContain('<title>Limits and risk rules · Cryptobot</title>')
  expect(html).toContain('<h2 id="the-rules">The rules</h2>')
  expect(html).toContain('href="breakers.html"')
})

it('finds what leads nowhere, and what would be fetched', async () => {
  const faulty: SitePage = {
    ...{ source: 'docs/faulty.md', address: 'faulty.html', title: 'Faulty' },
    markdown: `# Faulty
[gone](gone.md) [no heading](security.md#no-such-heading) ![gone](pictures/gone.png)
![remote](https://elsewhere.example/x.png) <script src="https://elsewhere.example/x.js"></script>`,
  }
  expect(await buildSite(temporaryFolder(), [...sitePages(), faulty])).toEqual([
    'docs/faulty.md links to gone.md, which is not there',
    'docs/faulty.md is not in the navigation: build/docs/navigation.ts',
    'faulty.html links to security.html#no-such-heading, and there is no such heading',
    'faulty.html shows pictures/gone.png, which is not there',
    'faulty.html would fetch https://elsewhere.example/x.png',
    'faulty.html would fetch https://elsewhere.example/x.js',
    'faulty.html has a script or a style',
  ])
})

it('shows only pictures that a story takes, so that `npm run docs:pictures` keeps them current', () => {
  const folder = join(projectFolder, 'e2e', 'specs')
  const stories = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  const taken = stories
    .flatMap((text) => [...text.matchAll(/takePictures\w*\(\s*\w+,\s*'([a-z0-9-]+)'/g)])
    .map(([, name = '']) => name)
  const shown = shownPictures().map((path) =>
    path.replace(/^docs\/pictures\//, '').replace(/(-large)?-(dark|light)\.png$|\.png$/, ''),
  )
  expect(shown.length).toBeGreaterThan(20)
  expect(shown.filter((name) => name !== INSTALLED && !taken.includes(name))).toEqual([])
})

it('shows every screen of the window in the user guide', () => {
  const screens = readdirSync(join(projectFolder, 'renderer', 'screens'), { withFileTypes: true })
  const guide = sitePages().filter(({ address }) => address === 'user-guide/index.html')
  const shown = shownPictures(guide).join(' ')
  const picture = (screen: string): string => PICTURE_OF[screen] ?? screen
  const folders = screens.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  expect(folders.filter((screen) => !shown.includes(`/${picture(screen)}`))).toEqual([])
})

/** Where the picture of a screen has another name than its folder. */
const PICTURE_OF: Readonly<Record<string, string>> = {
  drifts: 'drift-inbox',
  failure: 'damaged-file',
  records: 'orders',
  risk: 'risk-limits',
  ticket: 'order-ticket',
}
