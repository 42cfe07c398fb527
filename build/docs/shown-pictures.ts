import { linkTarget } from './site-links.ts'
import { type SitePage, sitePages } from './site-pages.ts'

const PICTURE = /!\[[^\]]*\]\(([^)\s]+)\)/g

/** Every picture that a page of the documentation shows, from the project's folder. */
export function shownPictures(pages: readonly SitePage[] = sitePages()): readonly string[] {
  const shown = pages.flatMap((page) =>
    [...page.markdown.matchAll(PICTURE)].flatMap(([, href = '']) => {
      const target = linkTarget(page, href, pages)
      return target.kind === 'picture' ? [target.source] : []
    }),
  )
  return [...new Set(shown)].sort()
}
