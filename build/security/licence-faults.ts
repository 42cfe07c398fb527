import { z } from 'zod'
import { SHIPPED_LICENCES } from '../package/shipped-licences.ts'

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
    const allowed = dev ? [...SHIPPED_LICENCES, ...TOOLS] : SHIPPED_LICENCES
    if (!allowed.includes(name)) faults.push(`${folder.replace(/^.*node_modules\//, '')}: ${name}`)
  }
  return { counts, faults }
}
