import { isCommand } from './run-command.ts'

const WITHOUT_WINDOW = '--ozone-platform=headless'

/**
 * The command that the application was started with, and what follows it; nothing when a window is wanted. Only switches
 * without a value may stand before it: what follows `--profile` is a folder, whatever its name. Started without a screen,
 * every word is meant as a command, also one that there is not.
 */
export function commandArguments(
  argv: readonly string[],
  isPackaged: boolean,
): readonly string[] | undefined {
  const given = argv.slice(1)
  const words = isPackaged ? given : given.slice(given.findIndex(isWord) + 1)
  const index = words.findIndex((word) => isWord(word) || word === '--profile')
  const word = words[index]
  if (word === undefined || !isWord(word)) return undefined
  return isCommand(word) || given.includes(WITHOUT_WINDOW) ? words.slice(index) : undefined
}

function isWord(argument: string): boolean {
  return !argument.startsWith('-')
}
