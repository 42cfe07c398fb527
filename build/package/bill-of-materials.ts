import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { projectFolder } from '../setup/project-folder.ts'
import type { ShippedPackage } from './shipped-packages.ts'

const componentSchema = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  version: z.string(),
  externalReferences: z.array(z.looseObject({ type: z.string(), url: z.string() })).optional(),
})
const billSchema = z.looseObject({
  components: z.array(componentSchema),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
})

/** npm's own CycloneDX document of the whole tree, cut down to what ships, and Electron. */
export async function billOfMaterials(
  packages: readonly ShippedPackage[],
  electronVersion: string,
): Promise<string> {
  const bill = billSchema.parse(JSON.parse(await askNpm()))
  const shipped = new Map(packages.map((one) => [`${installedAs(one)}@${one.version}`, one]))
  const components = bill.components.flatMap((component) => {
    const key = `${component.name}@${component.version}`
    const found = shipped.get(key)
    shipped.delete(key)
    return found === undefined ? [] : [withoutDownloads({ ...component, ...identity(found) })]
  })
  if (shipped.size > 0) throw new Error(`npm sbom does not know ${[...shipped.keys()].join(', ')}`)
  const refs = new Set(components.map((component) => component['bom-ref']))
  return JSON.stringify(
    {
      ...bill,
      components: [...components, electron(electronVersion)],
      dependencies: bill.dependencies
        .filter(({ ref }) => refs.has(ref))
        .map((entry) => ({ ...entry, dependsOn: entry.dependsOn.filter((ref) => refs.has(ref)) })),
    },
    null,
    1,
  )
}

/** npm lists a package under the name that it was given here, which may be an alias. */
function installedAs({ folder }: ShippedPackage): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

function identity({ name, version }: ShippedPackage) {
  return { name, purl: `pkg:npm/${name.replace('@', '%40')}@${version}` }
}

async function askNpm(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    'npm',
    ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'],
    // On Windows npm is a script, which takes a shell.
    { cwd: projectFolder, maxBuffer: 2 ** 26, shell: process.platform === 'win32' },
  )
  return stdout
}

/** Where this machine got a package from is nobody's business. */
function withoutDownloads(component: z.infer<typeof componentSchema>) {
  const references = component.externalReferences ?? []
  return {
    ...component,
    externalReferences: references.filter(({ type }) => type !== 'distribution'),
  }
}

function electron(version: string) {
  const purl = `pkg:npm/electron@${version}`
  return {
    'bom-ref': `electron-runtime@${version}`,
    type: 'framework',
    name: 'electron',
    version,
    purl,
    licenses: [{ license: { id: 'MIT' } }],
  }
}
