import { isCommand } from './run-command.ts'

/**
 * The command that the application was started with, and what follows it; nothing when a window is wanted. Only switches
 * without a value may stand before it: what follows `--profile` is a folder, whatever its name.
 */
export function commandArguments(
  argv: readonly string[],
  isPackaged: boolean,
): readonly string[] | undefined {
  const given = argv.slice(1)
  const words = isPackaged ? given : given.slice(given.findIndex(isWord) + 1)
  const index = words.findIndex((word) => isWord(word) || word === '--profile')
  return isCommand(words[index]) ? words.slice(index) : undefined
}

function isWord(argument: string): boolean {
  return !argument.startsWith('-')
}
