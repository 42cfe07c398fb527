/** What saving a form would change, in words. */
export type Change = {
  readonly words: string
  /** It lets more happen than before. */
  readonly isLooser: boolean
}
