/** Something that only the user can put right; its message says how, so it is shown without a stack. */
export class SetupProblem extends Error {
  override readonly name = 'SetupProblem'
}

/** Runs a script's main function; a problem of the user's machine ends it with a message, a bug with its stack. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main()
  } catch (error) {
    console.error(error instanceof SetupProblem ? `\n${error.message}\n` : error)
    process.exitCode = 1
  }
}
