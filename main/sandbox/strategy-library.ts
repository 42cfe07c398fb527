import { type FSWatcher, mkdirSync, watch } from 'node:fs'
import { type StrategyFile, strategyIdOf } from '../../app/sandbox/strategy-file.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import type { StrategyDefinition } from '../../app/strategy/strategy.ts'
import { setOwnStrategies } from '../../app/strategy/strategy-catalog.ts'
import type { OwnCommand } from '../watchdog/own-command.ts'
import { awayDefinition, faultWords } from './away-definition.ts'
import { readStrategyFolder } from './strategy-folder.ts'

export interface LibraryParts {
  /** Of the profile. */
  readonly directory: string
  readonly command: OwnCommand
  readonly warn: (text: string) => void
}

type Known =
  | { readonly kind: 'usable'; readonly text: string; readonly definition: StrategyDefinition }
  | { readonly kind: 'faulty'; readonly text: string; readonly fault: string }

/** A strategy is another one now; with why it cannot be used, where it cannot. */
type Changed = (strategyId: string, fault: string | undefined) => void

/** An editor writes a file in several steps. */
const SETTLE_MS = 200

/** The user's own strategies of a profile for the engine, which never runs a line of them; read again when they are saved. */
export class StrategyLibrary {
  readonly #parts: LibraryParts
  readonly #known = new Map<string, Known>()
  #watcher: FSWatcher | undefined
  #settling: NodeJS.Timeout | undefined
  #reading: Promise<void> = Promise.resolve()
  #isClosed = false
  #changed: Changed = () => undefined

  constructor(parts: LibraryParts) {
    this.#parts = parts
  }

  /** To be awaited before bots are made; what happens in the folder from then on is told. */
  async open(changed: Changed): Promise<void> {
    await this.refresh()
    this.#changed = changed
    this.#watch()
  }

  /** One reading after the other. */
  refresh(): Promise<void> {
    this.#reading = this.#reading.then(() => this.#read())
    return this.#reading
  }

  close(): void {
    this.#isClosed = true
    this.#watcher?.close()
    clearTimeout(this.#settling)
  }

  async #read(): Promise<void> {
    const files = readStrategyFolder(this.#folder)
    const changed: string[] = []
    for (const file of files) if (await this.#readOne(file)) changed.push(file.name)
    const names = new Set(files.map(({ name }) => name))
    for (const name of this.#known.keys()) if (!names.has(name)) this.#known.delete(name)
    if (this.#isClosed) return
    this.#publish(files)
    for (const name of changed) this.#tell(name)
  }

  /** True where it is another version. */
  async #readOne(file: StrategyFile): Promise<boolean> {
    const { name, text } = file
    if (this.#known.get(name)?.text === text) return false
    try {
      const definition = await awayDefinition(this.#parts.command, file)
      this.#known.set(name, { kind: 'usable', text, definition })
    } catch (error) {
      this.#known.set(name, { kind: 'faulty', text, fault: faultWords(error) })
    }
    return true
  }

  #publish(files: readonly StrategyFile[]): void {
    const definitions: StrategyDefinition[] = []
    const faults = new Map<string, string>()
    for (const [name, known] of this.#known) {
      if (known.kind === 'usable') definitions.push(known.definition)
      else faults.set(strategyIdOf(name) ?? name, known.fault)
    }
    setOwnStrategies({ definitions, faults, files })
  }

  #tell(name: string): void {
    const known = this.#known.get(name)
    const id = strategyIdOf(name)
    if (known === undefined || id === undefined) return
    const fault = known.kind === 'faulty' ? known.fault : undefined
    if (fault !== undefined) this.#parts.warn(fault)
    this.#changed(id, fault)
  }

  #watch(): void {
    if (this.#isClosed) return
    try {
      mkdirSync(this.#folder, { recursive: true })
      this.#watcher = watch(this.#folder, () => this.#settle())
      this.#watcher.on('error', (error) => this.#parts.warn(`no hot reload: ${error.message}`))
    } catch (error) {
      this.#parts.warn(`changes to strategies are not seen: ${String(error)}`)
    }
  }

  #settle(): void {
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => {
      this.refresh().catch((error) => this.#parts.warn(`strategies: ${String(error)}`))
    }, SETTLE_MS)
    this.#settling.unref()
  }

  get #folder(): string {
    return new ProfilePaths(this.#parts.directory).strategies
  }
}
