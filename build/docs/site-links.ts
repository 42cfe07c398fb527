import { posix } from 'node:path'
import type { SitePage } from './site-pages.ts'

/** What a link of a page leads to in the site. */
export type LinkTarget =
  | { readonly kind: 'page'; readonly href: string }
  | { readonly kind: 'picture'; readonly source: string; readonly href: string }
  | { readonly kind: 'outside'; readonly href: string }
  /** A file of the project that is no page: shown by its name. */
  | { readonly kind: 'source' }

const PICTURES = 'docs/pictures/'

/** Where a link that is written for the source tree leads in the site, seen from the page that has it. */
export function linkTarget(from: SitePage, href: string, pages: readonly SitePage[]): LinkTarget {
  if (/^[a-z]+:/i.test(href)) return { kind: 'outside', href }
  if (href.startsWith('#')) return { kind: 'page', href }
  const [path = '', anchor] = href.split('#')
  const source = posix.join(posix.dirname(from.source), path)
  if (source.startsWith(PICTURES)) {
    return { kind: 'picture', source, href: seenFrom(from, source.slice('docs/'.length)) }
  }
  const index = posix.join(source, 'index.md')
  const page = pages.find((other) => other.source === source || other.source === index)
  if (page === undefined) return { kind: 'source' }
  const suffix = anchor === undefined ? '' : `#${anchor}`
  return { kind: 'page', href: seenFrom(from, page.address) + suffix }
}

/** The way from one page to another file of the site: no site-wide address, so that any folder will do. */
export function seenFrom(from: Pick<SitePage, 'address'>, address: string): string {
  return posix.relative(posix.dirname(from.address), address)
}

/** The anchor of a heading, as GitHub makes it, so that links hold there too. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}
