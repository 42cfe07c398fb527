export const AUDIT_ACTORS = ['window', 'tray', 'shortcut', 'command-line', 'engine'] as const
/** Who changed something: a person, through one of the ways in, or the engine by itself. */
export type AuditActor = (typeof AUDIT_ACTORS)[number]

/** Something that was changed and matters: a limit, a breaker, a trading state. Times in Unix ms. */
export interface AuditEntry {
  readonly time: number
  readonly actor: AuditActor
  /** What was done, in a word or two: "limit changed", "breaker reset". */
  readonly action: string
  /** To what: "account: largest order". */
  readonly subject: string
  /** From what to what, and why, for people. */
  readonly detail: string
}
