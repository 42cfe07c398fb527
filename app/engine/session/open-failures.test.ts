import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { PaperExchange } from '../../exchanges/paper/paper-exchange.ts'
import { StoreError } from '../../ports/store-error.ts'
import { executeIn } from '../../storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import { NO_LISTENER } from '../engine-listener.ts'
import {
  afterRounds,
  crashCopy,
  DONE_DRAFT,
  profileBench,
  readySession,
  sessionOf,
} from './profile-bench.fixture.ts'

const OTHER_DRAFT = { ...DONE_DRAFT, source: { kind: 'demo', seed: 8 } } as const

/** A profile with two accounts, the first of which runs. */
async function twoAccounts() {
  const bench = profileBench()
  sessionOf(await bench.workspace.finishSetup(OTHER_DRAFT))
  const session = await readySession(bench.workspace.finishSetup(DONE_DRAFT))
  const other = join(bench.directory, 'accounts', 'demo-8')
  const expectUndisturbed = () => {
    expect(bench.workspace.session).toBe(session)
    expect(bench.workspace.source()).toEqual(DONE_DRAFT.source)
    bench.run(5)
    expect(session.snapshot().equity.time).toHaveLength(5)
  }
  return { ...bench, other, expectUndisturbed }
}

it.each([
  ['its bot is garbage', "UPDATE bots SET definition = '{}'"],
  ['its trading status is garbage', "INSERT INTO facts VALUES ('trading-status', '{}')"],
  ['its transfers are garbage', "UPDATE transfers SET amount = 'much'"],
  ['it is newer', 'PRAGMA user_version = 99'],
])(
  'the account that runs goes on when another one cannot be opened because %s',
  async (_why, sql) => {
    const { workspace, other, expectUndisturbed } = await twoAccounts()
    executeIn(join(other, 'ledger.db'), sql)
    await expect(workspace.finishSetup(OTHER_DRAFT)).rejects.toThrow(StoreError)
    expectUndisturbed()
  },
)

it('the account that runs goes on when the choice of another one cannot be stored', async () => {
  const { workspace, directory, expectUndisturbed } = await twoAccounts()
  executeIn(
    join(directory, 'settings.db'),
    "CREATE TRIGGER fault BEFORE UPDATE ON settings BEGIN SELECT RAISE(ABORT, 'no'); END",
  )
  await expect(workspace.finishSetup(OTHER_DRAFT)).rejects.toThrow(StoreError)
  executeIn(join(directory, 'settings.db'), 'DROP TRIGGER fault')
  expectUndisturbed()
})

it('leaves no session behind that could not start', async () => {
  const first = profileBench()
  sessionOf(await first.workspace.finishSetup(DONE_DRAFT))
  first.close()
  const market = join(first.directory, 'accounts', 'demo-7', 'market.db')
  executeIn(
    market,
    `DELETE FROM candle_tail; DELETE FROM candle_blocks;
     CREATE TRIGGER fault BEFORE INSERT ON candle_tail BEGIN SELECT RAISE(ABORT, 'no'); END`,
  )
  const { workspace } = profileBench(first.directory)
  await expect(workspace.openLast()).rejects.toThrow(StoreError)
  expect(workspace.session).toBeNull()
  executeIn(market, 'DROP TRIGGER fault')
  expect(sessionOf(await workspace.openLast()).snapshot().candles.openTime).toHaveLength(500)
})

it('asks again about an unresolved order while the exchange does not answer, and trades only then', async () => {
  const directory = temporaryFolder()
  let copy = ''
  const first = profileBench(directory, {
    ...NO_LISTENER,
    orderChanged: ({ state }) => {
      if (copy === '' && state === 'submitting') copy = crashCopy(directory)
    },
  })
  await readySession(first.workspace.finishSetup(DONE_DRAFT))
  first.run(60)
  first.close()

  const fetchOrder = vi.spyOn(PaperExchange.prototype, 'fetchOrder')
  fetchOrder.mockResolvedValue({ kind: 'failed', reason: 'the network is down' })
  const second = profileBench(copy)
  const session = sessionOf(await second.workspace.openLast())
  await expect.poll(() => session.status().reconciliation.trouble).toBe('the network is down')
  expect(session.snapshot().orders).toMatchObject([{ state: 'unresolved' }])
  second.run(60)
  const { orders, decisions } = session.snapshot()
  expect(orders).toHaveLength(1)
  expect(decisions.map(({ detail }) => detail)).toContain('the account is not reconciled yet')

  fetchOrder.mockRestore()
  await afterRounds(second.clock, () => session.status().reconciliation.isReconciled)
  expect(session.snapshot().orders).toMatchObject([{ state: 'absent' }])
  second.run(200)
  expect(session.snapshot().orders.length).toBeGreaterThan(1)
})
