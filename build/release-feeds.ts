import { parseArgs } from 'node:util'
import { signFeeds } from './release/sign-feeds.ts'
import { runScript, SetupProblem } from './setup/setup-problem.ts'

/** `npm run release:feeds -- FOLDER [--staging PERCENT]`: signs the update feeds that were built, for all users or some. */
async function sign(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { staging: { type: 'string' } },
  })
  const [folder] = positionals
  const key = process.env.CRYPTOBOT_FEED_KEY
  const percent = values.staging === undefined ? undefined : Number(values.staging)
  if (folder === undefined || (percent !== undefined && !(percent >= 0 && percent <= 100))) {
    throw new SetupProblem('Usage: npm run release:feeds -- FOLDER [--staging 0…100]')
  }
  if (!key) throw new SetupProblem('CRYPTOBOT_FEED_KEY has to hold the private key (Ed25519, PEM).')
  const names = signFeeds(folder, key, percent)
  if (names.length === 0) throw new SetupProblem(`There is no update feed in ${folder}.`)
  for (const name of names) console.log(`signed ${name}`)
  return 0
}

await runScript(sign)
