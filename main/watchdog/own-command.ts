import { basename } from 'node:path'

/** How this program is started once more. */
export interface OwnCommand {
  readonly command: string
  readonly args: readonly string[]
}

/** What it takes to know how this process was started; as it is in `process`. */
export interface StartedAs {
  readonly execPath: string
  readonly argv: readonly string[]
  readonly versions: { readonly electron?: string | undefined }
}

/**
 * The command that carries out these words: plain Node with the same script; Electron with the same folder, and without a
 * window; the packaged application by itself.
 */
export function ownCommand(
  { execPath, argv, versions }: StartedAs,
  words: readonly string[],
): OwnCommand {
  const given = argv.slice(1)
  const program = given.slice(0, given.findIndex(isWord) + 1)
  if (versions.electron === undefined) return { command: execPath, args: [...program, ...words] }
  const before = isPackaged(execPath) ? given.filter((one) => one === '--no-sandbox') : program
  return { command: execPath, args: [...before, '--ozone-platform=headless', ...words] }
}

/** As Electron tells it. */
function isPackaged(execPath: string): boolean {
  return !['electron', 'electron.exe'].includes(basename(execPath).toLowerCase())
}

function isWord(argument: string): boolean {
  return !argument.startsWith('-')
}
