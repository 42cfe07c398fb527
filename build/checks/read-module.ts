import { parseSync } from 'vite'

/** A name that a module uses, and where. */
export type Mention = { readonly name: string; readonly line: number }

export type ModuleFacts = {
  readonly imports: readonly Mention[]
  /** Global names and their members, such as `fetch`, `Date.now` and `new Date()`. */
  readonly globals: readonly Mention[]
}

type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown }
type Place = { readonly parent: Node | undefined; readonly key: string }

/** Reads what a module imports and mentions from its syntax tree, so that comments and strings do not count. */
export function readModule(path: string, text: string): ModuleFacts {
  const { program, errors } = parseSync(path, text)
  if (errors[0] !== undefined) throw new Error(`${path}: ${errors[0].message}`)
  const imports: Mention[] = []
  const globals: Mention[] = []
  walk(program, { parent: undefined, key: '' }, (node, place) => {
    const line = text.slice(0, node.start).split('\n').length
    const imported = importedFrom(node)
    if (imported !== undefined) imports.push({ name: imported, line })
    const mentioned = mentionedGlobal(node, place)
    if (mentioned !== undefined) globals.push({ name: mentioned, line })
  })
  return { imports, globals }
}

function walk(value: unknown, place: Place, visit: (node: Node, place: Place) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, place, visit)
  } else if (isNode(value)) {
    visit(value, place)
    for (const [key, child] of Object.entries(value)) walk(child, { parent: value, key }, visit)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

/** The specifier of an import or export in any form, of `require`, and of a file named by `new URL`. */
function importedFrom(node: Node): string | undefined {
  if (/^(Import|ExportNamed|ExportAll)(Declaration|Expression)$/.test(node.type)) {
    return textOf(node.source)
  }
  if (node.type === 'TSImportType') return textOf(node.source)
  if (node.type === 'TSExternalModuleReference') return textOf(node.expression)
  const [first, second] = Array.isArray(node.arguments) ? node.arguments : []
  if (node.type === 'CallExpression' && nameOf(node.callee)?.startsWith('require')) {
    return textOf(first)
  }
  const isFileUrl = node.type === 'NewExpression' && nameOf(node.callee) === 'URL'
  return isFileUrl && isNode(second) && second.type === 'MemberExpression'
    ? textOf(first)
    : undefined
}

function textOf(node: unknown): string | undefined {
  return isNode(node) && typeof node.value === 'string' ? node.value : undefined
}

function mentionedGlobal(node: Node, place: Place): string | undefined {
  const isCall = node.type === 'NewExpression' || node.type === 'CallExpression'
  if (isCall && nameOf(node.callee) === 'Date' && String(node.arguments) === '') return 'new Date()'
  if (node.type === 'MemberExpression') return nameOf(node)
  return node.type === 'Identifier' && !isOnlyAName(place) ? nameOf(node) : undefined
}

/** `fetch` in `market.fetch`, `{ fetch: 1 }` and `import { fetch }` is not the global one. */
function isOnlyAName({ parent, key }: Place): boolean {
  if (parent === undefined) return false
  if (key === 'property' || key === 'key')
    return parent.computed !== true && parent.shorthand !== true
  return (
    /Specifier$|^TSQualifiedName$|^(Function|Class)Declaration$/.test(parent.type) &&
    key !== 'params'
  )
}

/** `a.b.c` of a chain of plain members, without the names for the global object. */
function nameOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Identifier') return String(node.name)
  if (node.type !== 'MemberExpression' || node.computed === true) return undefined
  const object = nameOf(node.object)
  const property = nameOf(node.property)
  if (object === undefined || property === undefined) return undefined
  return object === 'globalThis' ? property : `${object}.${property}`
}
