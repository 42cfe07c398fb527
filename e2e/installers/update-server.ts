import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { basename, join } from 'node:path'
import { signFeed } from '../../main/updates/feed-signature.ts'
import { updatesFolder } from './package-files.ts'

/** Serves what was built as a release would be served, on the address that the packages were built with. */
export class UpdateServer {
  /** What signs the feed. */
  privateKey: string
  /** Changes one byte in the middle of what is downloaded. */
  isDamaging = false
  readonly #server: Server

  private constructor(privateKey: string) {
    this.privateKey = privateKey
    this.#server = createServer(({ url = '' }, response) => this.#answer(basename(url), response))
  }

  static async start(address: string, privateKey: string): Promise<UpdateServer> {
    const server = new UpdateServer(privateKey)
    const { port } = new URL(address)
    await new Promise<void>((done) => server.#server.listen(Number(port), '127.0.0.1', done))
    return server
  }

  stop(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  #answer(request: string, response: ServerResponse): void {
    const name = request.split('?', 1)[0] ?? ''
    const file = join(updatesFolder, name)
    if (name.endsWith('.yml.sig')) {
      response.end(signFeed(readFileSync(file.slice(0, -'.sig'.length), 'utf8'), this.privateKey))
    } else if (existsSync(file)) this.#send(file, response)
    else response.writeHead(404).end()
  }

  #send(file: string, response: ServerResponse): void {
    const { size } = statSync(file)
    response.writeHead(200, { 'content-length': size })
    const target = this.isDamaging && file.endsWith('.deb') ? Math.floor(size / 2) : undefined
    let at = 0
    createReadStream(file)
      .on('data', (chunk) => {
        const bytes = Buffer.from(chunk)
        const index = target === undefined ? -1 : target - at
        if (index >= 0 && index < bytes.length) bytes.writeUInt8(bytes.readUInt8(index) ^ 1, index)
        at += bytes.length
        response.write(bytes)
      })
      .on('end', () => response.end())
  }
}
