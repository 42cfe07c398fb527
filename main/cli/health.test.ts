import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { healthView } from '../../app/contract/health-view.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { CommandLine } from './command-line.fixture.ts'

const TIMEOUT_MS = 60_000

/** Something that listens at a port of this machine. */
async function listening() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { port, leave: () => new Promise((done) => server.close(done)) }
}

function running(profile: string, port: number): CommandLine {
  const demo = ['run', '--headless', '--mode', 'demo', '--speed', '100', '--profile', profile]
  return new CommandLine([...demo, '--metrics-port', String(port)])
}

async function healthOf(profile: string) {
  const asked = new CommandLine(['health', '--profile', profile, '--json'])
  expect(await asked.status()).toBe(0)
  return healthView.parse(JSON.parse(asked.output))
}

it(
  'tells how the engine that runs does, and Prometheus the same',
  async () => {
    const profile = temporaryFolder()
    const { port, leave } = await listening()
    await leave()
    const run = running(profile, port)
    await run.told('fill')
    const health = await healthOf(profile)
    expect(health.parts[0]).toMatchObject({ name: 'engine', state: 'well' })
    const address = `http://127.0.0.1:${port}/metrics`
    expect(health.metricsAddress).toBe(address)
    const timed = health.latencies.map(({ operation }) => operation)
    expect(timed).toEqual(
      expect.arrayContaining([
        ...['engine.candle', 'risk.review', 'execution.prepare', 'execution.send'],
        ...['ledger.insertOrders', 'ledger.bookFill', 'reconcile.round', 'updates.publish'],
      ]),
    )
    const text = await (await fetch(address)).text()
    for (const operation of timed) {
      const name = `cryptobot_operation_duration_seconds_count{operation="${operation}"} `
      const [, count] = text.split(name)
      expect(Number.parseInt(count ?? '', 10)).toBeGreaterThan(0)
    }
  },
  TIMEOUT_MS,
)

it(
  'trades on, and says so, when the port for metrics is taken',
  async () => {
    const profile = temporaryFolder()
    const { port } = await listening()
    const run = running(profile, port)
    await run.told('fill')
    expect(run.errors).toBe(
      `Port ${port} cannot be used for metrics: another program uses it. Choose another; trading goes on.\n`,
    )
    const { metricsAddress, parts } = await healthOf(profile)
    expect(metricsAddress).toBeNull()
    expect(parts.find(({ name }) => name === 'metrics')?.state).toBe('attention')
  },
  TIMEOUT_MS,
)

it('says when no engine runs', async () => {
  const asked = new CommandLine(['health', '--profile', temporaryFolder()])
  expect(await asked.status()).toBe(1)
  expect(asked.errors).toContain('No engine runs this profile.')
})

it.each(['0', '65536', '9.5', 'x'])('takes no port %s', async (port) => {
  const run = new CommandLine(['run', '--headless', '--mode', 'demo', '--metrics-port', port])
  expect(await run.status()).toBe(2)
  expect(run.errors).toContain('--metrics-port is a whole number from 1 to 65535.')
})
