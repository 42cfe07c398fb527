import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { signFeed } from '../../main/updates/feed-signature.ts'

/** What electron-builder writes: `latest-linux.yml`, `latest.yml`, `beta-mac.yml` ... */
const feedName = /^(?:latest|alpha|beta)(?:-(?:linux|mac)(?:-arm64)?)?\.yml$/

/**
 * Signs every update feed in a folder with an Ed25519 key (PEM). With a share, in percent, only that part of the users is told
 * of the version; the same users at every look. Returns the names of the feeds.
 */
export function signFeeds(
  folder: string,
  privateKey: string,
  stagingPercent?: number,
): readonly string[] {
  const names = readdirSync(folder).filter((name) => feedName.test(name))
  for (const name of names) {
    const file = join(folder, name)
    const { stagingPercentage: _, ...feed } = parse(readFileSync(file, 'utf8'))
    const staged =
      stagingPercent === undefined ? feed : { ...feed, stagingPercentage: stagingPercent }
    const text = stringify(staged)
    writeFileSync(file, text)
    writeFileSync(`${file}.sig`, signFeed(text, privateKey))
  }
  return names
}
