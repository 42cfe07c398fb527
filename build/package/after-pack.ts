import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { archiveFaults } from './archive-faults.ts'
import { billOfMaterials } from './bill-of-materials.ts'
import { licenceTexts } from './licence-texts.ts'
import { shippedPackages } from './shipped-packages.ts'

/** What of electron-builder's context is used here. */
type PackedApplication = {
  readonly appOutDir: string
  readonly electronPlatformName: string
  readonly packager: {
    readonly appInfo: { readonly productFilename: string }
    readonly config: { readonly electronVersion?: string | null }
  }
}

/** Called by electron-builder once the application is laid out, and before it is signed and packed. */
export async function afterPack(application: PackedApplication): Promise<void> {
  const resources = resourcesFolder(application)
  // Electron's own start page, which comes with an Electron that electron-builder did not fetch itself.
  rmSync(join(resources, 'default_app.asar'), { force: true })
  const archive = join(resources, 'app.asar')
  const faults = archiveFaults(archive)
  if (faults.length > 0)
    throw new Error(`The application's archive: ${faults.slice(0, 20).join('; ')}`)
  const packages = shippedPackages(archive)
  const { electronVersion } = application.packager.config
  writeFileSync(join(resources, 'licences.txt'), licenceTexts(packages))
  writeFileSync(
    join(resources, 'sbom.cdx.json'),
    await billOfMaterials(packages, String(electronVersion)),
  )
}

function resourcesFolder(application: PackedApplication): string {
  const { appOutDir, electronPlatformName, packager } = application
  if (electronPlatformName !== 'darwin') return join(appOutDir, 'resources')
  return join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
}
