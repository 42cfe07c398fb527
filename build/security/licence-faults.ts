import { z } from 'zod'

/** What ships asks for its text to go along, and no more; the packer holds it against the same list. */
const SHIPPED = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'OFL-1.1',
  'BlueOak-1.0.0',
  'Python-2.0',
  'MIT-0',
]

/** Tools that stay here may have these as well. */
const TOOLS = [
  'MPL-2.0',
  'CC-BY-4.0',
  'WTFPL',
  'MIT OR Apache-2.0',
  'WTFPL OR ISC',
  '(MIT OR CC0-1.0)',
  '(WTFPL OR MIT)',
]

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
})

export interface LicenceList {
  /** How many packages have each licence. */
  readonly counts: ReadonlyMap<string, number>
  /** Packages whose licence nobody has thought about, each in words. */
  readonly faults: readonly string[]
}

/** Of all packages that a lock file names; our own are not in it. */
export function licenceList(lock: unknown): LicenceList {
  const counts = new Map<string, number>()
  const faults: string[] = []
  for (const [folder, { license, dev, link }] of Object.entries(lockFile.parse(lock).packages)) {
    if (!folder.includes('node_modules/') || link) continue
    const name = license ?? 'no licence'
    counts.set(name, (counts.get(name) ?? 0) + 1)
    const allowed = dev ? [...SHIPPED, ...TOOLS] : SHIPPED
    if (!allowed.includes(name)) faults.push(`${folder.replace(/^.*node_modules\//, '')}: ${name}`)
  }
  return { counts, faults }
}
