/** A search for parameters, as it was asked for. */
export interface StoredSearch {
  readonly searchId: string
  readonly createdAt: number
  readonly request: unknown
}

/**
 * What searches have found so far. An outcome that was saved survives a crash of the app; a power cut may cost the newest
 * ones, which are then found again.
 */
export interface SearchStore {
  addSearch(search: StoredSearch): void
  findSearch(searchId: string): StoredSearch | undefined
  /** The newest first. */
  listSearches(limit: number): readonly StoredSearch[]
  removeSearch(searchId: string): void
  /** Of consecutive trials, in one commit; those that are there already stay. */
  saveOutcomes(searchId: string, stage: string, outcomes: ReadonlyMap<number, unknown>): void
  /** By the trial's position. */
  loadOutcomes(searchId: string, stage: string): ReadonlyMap<number, unknown>
  /** What the whole search came to, in the form in which it is shown. */
  saveResult(searchId: string, result: unknown): void
  /** Undefined where it is not at its end. */
  loadResult(searchId: string): unknown
  /** Of these searches, those that have a result. */
  finished(searchIds: readonly string[]): ReadonlySet<string>
}
