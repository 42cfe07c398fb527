import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { takeUnexpectedEnd } from './unexpected-end.ts'

const FIXTURE = join(import.meta.dirname, 'watched-process.fixture.ts')
const COMMAND_LINE = join(import.meta.dirname, '../cli/index.ts')
const WITHIN = { interval: 50 }
/** Stopping a process by a signal is something that Unix can do. */
const onUnix = it.skipIf(process.platform === 'win32')

interface Watched {
  readonly process: ChildProcess
  readonly directory: string
  readonly watchdogId: number
  readonly log: () => string
}

async function watched(): Promise<Watched> {
  const directory = temporaryFolder()
  const child = spawn(process.execPath, [FIXTURE, COMMAND_LINE, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Nothing is to be shown on whatever desktop there is.
    env: { ...process.env, PATH: '' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const path = join(directory, 'logs', 'watchdog.log')
  const log = () => (existsSync(path) ? readFileSync(path, 'utf8') : '')
  return { process: child, directory, watchdogId: Number(line), log }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

onUnix('says that a process was killed, leaves word for the next start, and ends', async () => {
  const { process: killed, directory, watchdogId, log } = await watched()
  killed.kill('SIGKILL')
  await expect.poll(() => isAlive(watchdogId), WITHIN).toBe(false)
  expect(log()).toMatch(/^\S+Z Cryptobot ended unexpectedly\. 2 orders were open\. [^\n]+\n$/)
  expect(takeUnexpectedEnd(directory)).toMatchObject({ openOrders: 2 })
  expect(takeUnexpectedEnd(directory)).toBeUndefined()
})

onUnix('says that a process stands still, and that it works again', async () => {
  const { process: stopped, directory, watchdogId, log } = await watched()
  stopped.kill('SIGSTOP')
  await expect.poll(log, WITHIN).toMatch(/Cryptobot stands still\. .* 2 orders were open\.\n$/)
  stopped.kill('SIGCONT')
  await expect.poll(log, WITHIN).toContain('Cryptobot works again.')
  expect(isAlive(watchdogId)).toBe(true)
  stopped.stdin?.write('end')
  await expect.poll(() => isAlive(watchdogId), WITHIN).toBe(false)
  expect(takeUnexpectedEnd(directory)).toBeUndefined()
})

it('ends without a word with a process that ends as it should', async () => {
  const { process: told, directory, watchdogId } = await watched()
  told.stdin?.write('end')
  const [status] = await once(told, 'exit')
  expect(status).toBe(0)
  await expect.poll(() => isAlive(watchdogId), WITHIN).toBe(false)
  expect(readdirSync(directory)).toEqual([])
})

onUnix('has nothing to say about a profile that is gone', async () => {
  const { process: killed, directory, watchdogId } = await watched()
  rmSync(directory, { recursive: true })
  killed.kill('SIGKILL')
  await expect.poll(() => isAlive(watchdogId), WITHIN).toBe(false)
  expect(existsSync(directory)).toBe(false)
})
