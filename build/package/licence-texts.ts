import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../setup/project-folder.ts'
import { SHIPPED_LICENCES } from './shipped-licences.ts'
import type { ShippedPackage } from './shipped-packages.ts'

const known = new Set(SHIPPED_LICENCES)

/** Packages without a licence file of their own, and the one that stands for them. */
const sameAs: Readonly<Record<string, string>> = {
  // Of the same author, from the same repository.
  'react-remove-scroll-bar': 'node_modules/react-remove-scroll',
}

/** Packages under MIT that come without any text, and who their manifest says has made them. */
const withoutText: Readonly<Record<string, string>> = {
  'fancy-canvas': 'smakarov@tradingview.com',
  'lazy-val': 'Vladimir Krivosheev',
}

const line = '-'.repeat(100)

/** The licence texts of everything that ships, for a file beside the application. Throws where one is missing or unknown. */
export function licenceTexts(packages: readonly ShippedPackage[]): string {
  const own = readFileSync(join(projectFolder, 'LICENSE'), 'utf8')
  const parts = packages.map(
    (one) => `${line}\n${one.name} ${one.version} (${one.licence})\n\n${textOf(one)}`,
  )
  return [
    `Cryptobot\n\n${own}`,
    `${line}\nElectron and Chromium: LICENSE.electron.txt and LICENSES.chromium.html in the application's folder.\n`,
    ...parts,
  ].join('\n')
}

function textOf(shipped: ShippedPackage): string {
  if (!known.has(shipped.licence)) {
    throw new Error(`${shipped.name} has a licence to think about first: ${shipped.licence}`)
  }
  const author = withoutText[shipped.name]
  if (author !== undefined && shipped.licence === 'MIT') return mitBy(author)
  const folder = join(projectFolder, sameAs[shipped.name] ?? shipped.folder)
  const name = readdirSync(folder).find((file) => /^(licen[cs]e|copying)/i.test(file))
  if (name === undefined) throw new Error(`${shipped.name} comes without the text of its licence`)
  return `${readFileSync(join(folder, name), 'utf8').trimEnd()}\n`
}

/** The terms are the same for everybody; they stand in our own licence, below whose it is. */
function mitBy(author: string): string {
  const terms = readFileSync(join(projectFolder, 'LICENSE'), 'utf8').split('\n').slice(4)
  return `MIT, by its manifest; author: ${author}\n\n${terms.join('\n')}`
}
