import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Where a release looks for the next one, and the key that its feed is signed with (Ed25519, SPKI as base64). */
const updateAddress = z.object({ url: z.url(), publicKey: z.base64() })
export type UpdateAddress = z.infer<typeof updateAddress>

const manifest = z.object({ updates: updateAddress.optional() })

/** As the release workflow wrote it into the manifest inside the archive; undefined for a build of anybody else. */
export function readUpdateAddress(applicationFolder: string): UpdateAddress | undefined {
  const text = readFileSync(join(applicationFolder, 'package.json'), 'utf8')
  return manifest.parse(JSON.parse(text)).updates
}
