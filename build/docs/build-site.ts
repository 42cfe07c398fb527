import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { type Configuration, Eleventy } from '@11ty/eleventy'
import { projectFolder } from '../setup/project-folder.ts'
import { sitePlugin } from './markdown.ts'
import { NAVIGATION } from './navigation.ts'
import { siteFaults } from './site-faults.ts'
import { seenFrom } from './site-links.ts'
import { type SitePage, sitePages } from './site-pages.ts'

const theme = 'build/docs/theme'

/**
 * Writes the documentation as a site of plain HTML into a folder: no script, and nothing that is fetched from elsewhere.
 *
 * @returns what is wrong with it: dead links, missing anchors, pages that the navigation forgot. The site is there anyway.
 */
export async function buildSite(
  output: string,
  pages: readonly SitePage[] = sitePages(),
): Promise<readonly string[]> {
  const faults: string[] = []
  const pictures = new Set<string>()
  rmSync(output, { recursive: true, force: true })
  const configure = (configuration: Configuration): void => {
    configuration.setIncludesDirectory('layouts')
    configuration.setTemplateFormats(['md'])
    configuration.setUseGitIgnore(false)
    configuration.amendLibrary('md', (library) =>
      sitePlugin(library, {
        pages,
        onPicture: (source) => pictures.add(source),
        report: (fault) => faults.push(fault),
      }),
    )
    for (const page of pages) {
      configuration.addTemplate(page.source, page.markdown, dataOf(page, pages))
    }
  }
  await withoutChangingFolder(async () => {
    const eleventy = new Eleventy(theme, output, { config: configure })
    eleventy.disableLogger()
    await eleventy.write()
  })
  copyInto(output, `${theme}/style.css`, 'style.css')
  for (const picture of pictures) {
    if (existsSync(join(projectFolder, picture)))
      copyInto(output, picture, picture.slice('docs/'.length))
  }
  return [...faults, ...forgottenPages(pages), ...siteFaults(output)]
}

async function withoutChangingFolder(run: () => Promise<void>): Promise<void> {
  const before = process.cwd()
  process.chdir(projectFolder)
  try {
    await run()
  } finally {
    process.chdir(before)
  }
}

function dataOf(page: SitePage, pages: readonly SitePage[]): object {
  const root = posix.relative(posix.dirname(page.address), '.')
  return {
    ...{ layout: 'page.njk', permalink: page.address, title: page.title, source: page.source },
    // The text is Markdown and nothing more: braces in it are braces.
    templateEngineOverride: 'md',
    root: root === '' ? '' : `${root}/`,
    sections: NAVIGATION.map(({ heading, pages: addresses }) => ({
      heading,
      isOpen: true,
      links: addresses.flatMap((address) => {
        const target = pages.find((other) => other.address === address)
        if (target === undefined) return []
        const isCurrent = address === page.address
        return { title: target.title, href: seenFrom(page, address), isCurrent }
      }),
    })),
  }
}

function copyInto(output: string, source: string, address: string): void {
  const target = join(output, address)
  mkdirSync(dirname(target), { recursive: true })
  cpSync(join(projectFolder, source), target)
}

function forgottenPages(pages: readonly SitePage[]): readonly string[] {
  const listed = new Set(NAVIGATION.flatMap((section) => section.pages))
  const forgotten = pages
    .filter(({ address }) => !address.startsWith('project/decisions/0') && !listed.has(address))
    .map(({ source }) => `${source} is not in the navigation: build/docs/navigation.ts`)
  const gone = [...listed]
    .filter((address) => !pages.some((page) => page.address === address))
    .map((address) => `the navigation lists ${address}, which is no page`)
  return [...forgotten, ...gone]
}
