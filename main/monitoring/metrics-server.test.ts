import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { MetricsServer } from './metrics-server.ts'

async function serving(read: () => Promise<string> = async () => 'cryptobot_queue_depth 0\n') {
  const server = await MetricsServer.open(0, read)
  onTestFinished(() => server.close())
  return server
}

interface Asked {
  readonly method?: string
  readonly path?: string
  readonly host?: string
}

function ask(server: MetricsServer, { method = 'GET', path, host }: Asked = {}) {
  const url = new URL(server.address)
  return new Promise<{ status: number | undefined; body: string; type: string | undefined }>(
    (resolve, reject) => {
      const headers = { host: host ?? url.host }
      const asked = request(
        { host: url.hostname, port: url.port, path: path ?? url.pathname, method, headers },
        async (response) => {
          const { statusCode: status, headers: given } = response
          resolve({ status, body: await text(response), type: given['content-type'] })
        },
      )
      asked.on('error', reject)
      asked.end()
    },
  )
}

it('tells what is measured to who asks for it on this machine', async () => {
  const server = await serving()
  expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
  expect(await ask(server)).toEqual({
    status: 200,
    body: 'cryptobot_queue_depth 0\n',
    type: 'text/plain; version=0.0.4; charset=utf-8',
  })
})

it('answers by the name of this machine too', async () => {
  const server = await serving()
  const { port } = new URL(server.address)
  expect((await ask(server, { host: `localhost:${port}` })).status).toBe(200)
})

it.each([
  ['another name that leads here', { host: 'evil.example:80' }, 403],
  ['this name without the port', { host: '127.0.0.1' }, 403],
  ['another path', { path: '/' }, 404],
  ['a path that only begins so', { path: '/metrics/../secret' }, 404],
  ['a change', { method: 'POST' }, 405],
])('tells nothing to %s', async (_, asked, status) => {
  const server = await serving()
  const answer = await ask(server, asked)
  expect(answer.status).toBe(status)
  expect(answer.body).not.toContain('cryptobot_')
})

it('says so when it cannot be read, and goes on', async () => {
  const server = await serving(() => Promise.reject(new Error('secret')))
  const answer = await ask(server)
  expect([answer.status, answer.body]).toEqual([500, 'It could not be read.\n'])
})

it('says when its port is taken', async () => {
  const first = await serving()
  const port = Number(new URL(first.address).port)
  await expect(MetricsServer.open(port, async () => '')).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})
