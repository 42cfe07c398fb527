/** What electron-builder says to `fpm` about the package that it wants. */
export type PackageWish = {
  readonly target: 'deb' | 'rpm'
  readonly file: string
  readonly name: string
  readonly version: string
  readonly architecture: string
  readonly maintainer: string
  readonly vendor: string | undefined
  readonly url: string | undefined
  readonly license: string | undefined
  readonly category: string | undefined
  readonly priority: string
  readonly summary: string
  /** Lines of text. */
  readonly description: readonly string[]
  readonly compression: string
  readonly depends: readonly string[]
  readonly recommends: readonly string[]
  readonly afterInstall: string | undefined
  readonly afterRemove: string | undefined
  /** What is put where: a folder, which ends with a slash, or a file. */
  readonly inputs: readonly { readonly from: string; readonly to: string }[]
}

const longNames: Readonly<Record<string, string>> = {
  '-s': '--source',
  '-t': '--target',
  '-d': '--depends',
  '-p': '--package',
}
const switches = new Set(['--force'])
const understood = new Set([
  ...['--source', '--target', '--depends', '--package', '--force', '--architecture', '--version'],
  ...['--after-install', '--after-remove', '--description', '--name', '--maintainer', '--vendor'],
  ...['--url', '--category', '--deb-priority', '--deb-recommends', '--deb-compression'],
  ...['--rpm-summary', '--rpm-compression', '--rpm-os', '--license'],
])

/** Throws at what it does not understand, so that nothing is left out of a package in silence. */
export function readFpmArguments(argv: readonly string[]): PackageWish {
  const { options, inputs } = splitArguments(argv)
  const all = (name: string) => options.get(name) ?? []
  const one = (name: string) => all(name).at(-1)
  const required = (name: string) => {
    const value = one(name)
    if (value === undefined) throw new Error(`${name} is missing`)
    return value
  }
  const target = required('--target')
  if (target !== 'deb' && target !== 'rpm') throw new Error(`no package of kind ${target} here`)
  const [first = '', ...rest] = required('--description')
    .split('\n')
    .map((line) => line.trim())
  return {
    target,
    file: required('--package'),
    name: required('--name'),
    version: required('--version'),
    architecture: required('--architecture'),
    maintainer: required('--maintainer'),
    vendor: one('--vendor'),
    url: one('--url'),
    license: one('--license'),
    category: one('--category'),
    priority: one('--deb-priority') ?? 'optional',
    summary: one('--rpm-summary') ?? first,
    description: rest.some(Boolean) ? rest.filter(Boolean) : [first],
    compression: one(`--${target}-compression`) ?? 'xz',
    depends: all('--depends'),
    recommends: all('--deb-recommends'),
    afterInstall: one('--after-install'),
    afterRemove: one('--after-remove'),
    inputs,
  }
}

function splitArguments(argv: readonly string[]) {
  const options = new Map<string, string[]>()
  const inputs: { from: string; to: string }[] = []
  for (let index = 0; index < argv.length; index += 1) {
    const given = argv[index] ?? ''
    const name = longNames[given] ?? given
    if (!name.startsWith('-')) {
      const equals = given.indexOf('=')
      inputs.push({ from: given.slice(0, equals), to: given.slice(equals + 1) })
      continue
    }
    if (!understood.has(name)) throw new Error(`the argument ${given} is not understood`)
    if (switches.has(name)) continue
    index += 1
    options.set(name, [...(options.get(name) ?? []), argv[index] ?? ''])
  }
  return { options, inputs }
}
