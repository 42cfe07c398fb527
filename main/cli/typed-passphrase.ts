import { askLines } from './ask-lines.ts'

const VARIABLE = 'CRYPTOBOT_PASSPHRASE'

let given: string | undefined
let answer: Promise<string | undefined> | undefined

/**
 * The passphrase of the vault or the app lock: from the environment, out of which it is taken at once, so that no child has it,
 * or from whoever sits at the terminal. Asked for once, and never of a script that has something else to say.
 */
export function typedPassphrase(): () => Promise<string | undefined> {
  const next = process.env[VARIABLE]
  delete process.env[VARIABLE]
  if (next !== undefined) [given, answer] = [next, undefined]
  return () => {
    answer ??= given === undefined ? askAtTerminal() : Promise.resolve(given)
    return answer
  }
}

async function askAtTerminal(): Promise<string | undefined> {
  if (process.stdin.isTTY !== true) return undefined
  const [passphrase] = await askLines(['Passphrase: '])
  return passphrase || undefined
}
