import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Heard {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface Scripted {
  readonly status: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A provider on this machine that answers as it is told to, and remembers what it heard. */
export async function loopbackServer(answer: (heard: Heard) => Scripted | 'nothing', port = 0) {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const { url = '', headers } = request
      const one = { path: url, headers, body: Buffer.concat(chunks).toString() }
      heard.push(one)
      const scripted = answer(one)
      if (scripted === 'nothing') return
      response.writeHead(scripted.status, scripted.headers).end(scripted.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  onTestFinished(close)
  const { port: own } = server.address() as AddressInfo
  return { heard, url: `http://127.0.0.1:${own}`, port: own, close }
}

/** An address where nobody listens. */
export async function deadAddress(): Promise<string> {
  const { url, close } = await loopbackServer(() => 'nothing')
  await close()
  return url
}
