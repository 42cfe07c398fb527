import { EventEmitter } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { AppUpdates, type Updater } from './app-updates.ts'
import { ForgedFeedError } from './signed-feed-provider.ts'

/** Says what electron-updater would say. */
class ScriptedUpdater extends EventEmitter {
  readonly done: string[] = []
  allowDowngrade = false
  #channel: string | null = null

  get channel(): string | null {
    return this.#channel
  }

  /** As electron-updater does. */
  set channel(value) {
    this.#channel = value
    this.allowDowngrade = true
  }
  script: () => unknown = () => ({})

  async checkForUpdates() {
    return this.script() as Awaited<ReturnType<Updater['checkForUpdates']>>
  }

  quitAndInstall(): void {
    this.done.push('install')
  }
}

function bench() {
  const updater = new ScriptedUpdater()
  const { done } = updater
  const state = {
    heldBackBy: null as string | null,
    channel: 'stable' as 'stable' | 'beta',
    lacking: null as { needed: number; free: number } | null,
  }
  const updates = new AppUpdates({
    updater: updater as unknown as Updater,
    log: { info: () => undefined, warn: () => undefined },
    channel: () => state.channel,
    backups: {
      lackingRoom: () => state.lacking,
      make: (name) => done.push(`back up ${name.slice(-'before 2.0.0'.length)}`),
    },
    heldBackBy: () => state.heldBackBy,
    announce: (version) => done.push(`announce ${version}`),
    endEngine: () => done.push('end the engine'),
    startAnew: () => done.push('start anew'),
  })
  const fetch = async () => {
    updater.script = () => {
      updater.emit('update-downloaded', { version: '2.0.0' })
      return {}
    }
    await updates.check()
    done.length = 0
  }
  return { updater, updates, state, fetch, done }
}

it('tells of one that is ready, once', async () => {
  const { updater, updates, done } = bench()
  updater.script = () => {
    updater.emit('update-downloaded', { version: '2.0.0' })
    return {}
  }
  await updates.check()
  await updates.check()
  expect(done).toEqual(['announce 2.0.0'])
})

it('installs what is ready, after the engine ended and the profile was backed up', async () => {
  const { updates, fetch, done } = bench()
  expect(updates.install()).toMatchObject({ ok: false, error: { code: 'update-none' } })
  await fetch()
  expect(updates.view()).toEqual({ kind: 'ready', version: '2.0.0', heldBackBy: null })
  expect(updates.install().ok).toBe(true)
  await turn()
  expect(done).toEqual(['end the engine', 'back up before 2.0.0', 'install'])
})

it('never installs while an order is unresolved', async () => {
  const { updates, state, fetch, done } = bench()
  await fetch()
  state.heldBackBy = 'an order is in the dark'
  expect(updates.view()).toMatchObject({ kind: 'ready', heldBackBy: 'an order is in the dark' })
  expect(updates.install()).toMatchObject({ ok: false, error: { code: 'update-held-back' } })
  await turn()
  expect(done).toEqual([])
})

it('not even one that was sent between the wish and the deed', async () => {
  const { updates, state, fetch, done } = bench()
  await fetch()
  expect(updates.install().ok).toBe(true)
  state.heldBackBy = 'an order is in the dark'
  await turn()
  expect(done).toEqual([])
  expect(updates.view().kind).toBe('ready')
})

it('leaves everything as it is where there is no room for the backup', async () => {
  const { updates, state, fetch, done } = bench()
  await fetch()
  state.lacking = { needed: 90_000_000, free: 20_000_000 }
  expect(updates.install()).toMatchObject({
    ok: false,
    error: { code: 'update-no-room', message: expect.stringContaining('takes 90 MB, and 20 MB') },
  })
  await turn()
  expect(done).toEqual([])
  expect(updates.view().kind).toBe('ready')
})

it('starts the old version again when the new one cannot be installed', async () => {
  const { updater, updates, fetch, done } = bench()
  await fetch()
  updates.install()
  await turn()
  updater.emit('error', new Error('the user said no'))
  expect(done.at(-1)).toBe('start anew')
})

it('follows the channel that is chosen, and never to something older', async () => {
  const { updater, updates, state } = bench()
  await updates.check()
  expect(updater).toMatchObject({ channel: 'latest', allowDowngrade: false })
  updater.emit('update-not-available')
  state.channel = 'beta'
  await updates.check()
  expect(updater).toMatchObject({ channel: 'beta', allowDowngrade: false })
})

it('says so where the installation is of a kind that cannot replace itself', async () => {
  const { updater, updates } = bench()
  updater.script = () => null
  expect(await updates.check()).toMatchObject({
    kind: 'off',
    reason: expect.stringContaining('by hand'),
  })
})

it.each([
  [new ForgedFeedError('x'), /not signed/],
  [new Error('sha512 checksum mismatch, expected a, got b'), /not the one that was announced/],
  [new Error('net::ERR_CONNECTION_REFUSED'), /could not be asked/],
])('says what is wrong: %s', async (error, message) => {
  const { updater, updates } = bench()
  updater.script = () => {
    throw error
  }
  expect(await updates.check()).toMatchObject({
    kind: 'failed',
    message: expect.stringMatching(message),
  })
})
