import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  balanceRecord,
  driftRecord,
  fillRecord,
  orderRecord,
} from '../../app/contract/account-records.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { CommandLine, runDemo } from './command-line.fixture.ts'

const TIMEOUT_MS = 60_000
const onUnix = it.skipIf(process.platform === 'win32')

async function said(...args: readonly string[]): Promise<string> {
  const command = new CommandLine(args)
  expect(await command.status(), command.errors).toBe(0)
  expect(command.errors).toBe('')
  return command.output
}

/** All that can be read of a profile, in the form that is promised. */
async function recordsOf(profile: string) {
  const read = async <Row>(name: string, row: z.ZodType<Row>) =>
    z.array(row).parse(JSON.parse(await said(name, '--profile', profile, '--json')))
  return {
    orders: await read('orders', orderRecord.strict()),
    fills: await read('fills', fillRecord.strict()),
    balances: await read('balances', balanceRecord.strict()),
    drifts: await read('drifts', driftRecord.strict()),
  }
}

describe('the records of an account', () => {
  onUnix(
    'can be read while an engine writes them, and say the same afterwards',
    async () => {
      const profile = temporaryFolder()
      const run = runDemo(profile)
      await run.told('fill', ({ fill }) => fill.side === 'sell')
      const meanwhile = await recordsOf(profile)
      expect(meanwhile.fills.length).toBeGreaterThanOrEqual(2)
      const doctor = JSON.parse(await said('doctor', '--profile', profile, '--json'))
      expect(doctor).toContainEqual({
        ...{ subject: 'engine', isWell: true },
        message: 'one runs, and can be talked to',
      })
      run.kill('SIGTERM')
      expect(await run.status()).toBe(0)
      const { orders, fills, balances, drifts } = await recordsOf(profile)
      const told = run.events().flatMap((line) => (line.event === 'fill' ? [line.fill] : []))
      expect(fills).toEqual(told)
      expect(fills.slice(0, meanwhile.fills.length)).toEqual(meanwhile.fills)
      expect(orders.filter(({ state }) => state === 'filled').length).toBeGreaterThan(1)
      expect(balances.map(({ currency }) => currency).toSorted()).toEqual(['BTC', 'USDT'])
      expect(drifts).toEqual([])
    },
    TIMEOUT_MS,
  )

  onUnix(
    'are tables for people',
    async () => {
      const profile = temporaryFolder()
      const run = runDemo(profile)
      await run.told('fill')
      run.kill('SIGTERM')
      expect(await run.status()).toBe(0)
      const [head, first] = (await said('fills', '--profile', profile)).split('\n')
      expect(head).toMatch(/^fillId +clientOrderId +symbol +side +price/)
      expect(first).toMatch(/BTC\/USDT +buy .* \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
      expect(await said('drifts', '--profile', profile)).toBe('none\n')
      const history = new CommandLine(['history', '--layout', 'koinly', '--profile', profile])
      expect(await history.status()).toBe(0)
      expect(history.errors).toContain('simulated')
      expect(history.output.split('\n')[1]).toMatch(
        /^[-\d]{10} [:\d]{8} UTC,\d[.\d]*,USDT,[.\d]+,BTC,/,
      )
      expect(await said('doctor', '--profile', profile)).toMatch(/^ok +account demo-7: \d+ orders/m)
    },
    TIMEOUT_MS,
  )
})

it(
  'a profile that is not there yet is no problem',
  async () => {
    const report = await said('doctor', '--profile', `${temporaryFolder()}/new`)
    expect(report).toMatch(/^ok +profile folder: .*\(not made yet\)$/m)
    expect(report).not.toContain('PROBLEM')
  },
  TIMEOUT_MS,
)
