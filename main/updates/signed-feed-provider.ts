import electronUpdater, {
  type AppUpdater,
  type ResolvedUpdateFileInfo,
  type UpdateInfo,
} from 'electron-updater'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider'
import { parse } from 'yaml'
import { isFeedGenuine } from './feed-signature.ts'
import type { UpdateAddress } from './update-address.ts'

const { Provider } = electronUpdater

export class ForgedFeedError extends Error {
  override readonly name = 'ForgedFeedError'
}

/**
 * Reads a feed that is signed as a whole, on every system: what it says of the files, their SHA-512 above all, is as
 * trustworthy as its signature, and electron-updater holds each download against that.
 */
export class SignedFeedProvider extends Provider<UpdateInfo> {
  readonly #address: UpdateAddress
  readonly #updater: AppUpdater

  constructor(address: UpdateAddress, updater: AppUpdater, runtime: ProviderRuntimeOptions) {
    super({ ...runtime, isUseMultipleRangeRequest: false })
    this.#address = address
    this.#updater = updater
  }

  async getLatestVersion(): Promise<UpdateInfo> {
    const { channel } = this.#updater
    const name =
      channel === null ? this.getDefaultChannelName() : this.getCustomChannelName(channel)
    const [feed, signature] = [await this.#read(`${name}.yml`), await this.#read(`${name}.yml.sig`)]
    if (!isFeedGenuine(feed, signature, this.#address.publicKey)) {
      throw new ForgedFeedError(`${name}.yml is not signed by those who make Cryptobot`)
    }
    return parse(feed)
  }

  resolveFiles({ files }: UpdateInfo): ResolvedUpdateFileInfo[] {
    return files.map((info) => ({ url: this.#urlOf(info.url), info }))
  }

  #urlOf(file: string): URL {
    const { url } = this.#address
    return new URL(file, url.endsWith('/') ? url : `${url}/`)
  }

  async #read(file: string): Promise<string> {
    return (await this.httpRequest(this.#urlOf(file))) ?? ''
  }
}
