import { existsSync } from 'node:fs'
import { StoreError } from '../../../app/ports/store-error.ts'
import { CandleLibrary } from '../../../app/storage/candles/candle-library.ts'
import { ProfilePaths } from '../../../app/storage/profile-paths.ts'
import { profileOf } from '../account-options.ts'
import { refuseIfViewOnly } from '../view-only.ts'

interface Profile {
  readonly profile?: string | undefined
}

/** Does something with the candles of a profile; there must be some. */
export async function withLibrary<Value>(
  chosen: Profile,
  use: (library: CandleLibrary) => Value | Promise<Value>,
): Promise<Value> {
  const path = new ProfilePaths(profileOf(chosen)).candles
  if (!existsSync(path)) {
    throw new StoreError(
      'failed',
      `There are no candles in ${profileOf(chosen)} yet.`,
      'Get some with `cryptobot data download` or `cryptobot data import`.',
    )
  }
  return withOpen(path, use)
}

/** Does something that changes the candles of a profile; the file is made where there is none. */
export async function changeLibrary(
  chosen: Profile,
  use: (library: CandleLibrary) => number | Promise<number>,
): Promise<number> {
  const directory = profileOf(chosen)
  refuseIfViewOnly(directory)
  return withOpen(new ProfilePaths(directory).candles, use)
}

async function withOpen<Value>(
  path: string,
  use: (library: CandleLibrary) => Value | Promise<Value>,
): Promise<Value> {
  const library = new CandleLibrary(path)
  try {
    return await use(library)
  } finally {
    library.close()
  }
}
