import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { failureOf } from './failure-of.fixture.ts'
import { lockProfile } from './profile-lock.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

it('is had by one alone, who is named to the second', () => {
  const directory = temporaryFolder()
  const unlock = lockProfile(directory)
  const failure = failureOf(() => lockProfile(directory))
  expect(failure.reason).toBe('busy')
  expect(failure.message).toContain(directory)
  expect(failure.action).toContain('--profile')
  unlock()
})

it('is free again when it was given back', () => {
  const directory = temporaryFolder()
  lockProfile(directory)()
  lockProfile(directory)()
})

it('does not concern another profile', () => {
  const unlock = lockProfile(temporaryFolder())
  lockProfile(temporaryFolder())()
  unlock()
})

it('goes with its process, however that ends', async () => {
  const directory = join(temporaryFolder(), 'new')
  const module = new URL('./profile-lock.ts', import.meta.url).href
  const script = `import { lockProfile } from ${JSON.stringify(module)}
    lockProfile(${JSON.stringify(directory)})
    console.log('locked')
    setInterval(() => undefined, 1000)`
  const holder = spawn(process.execPath, ['--input-type=module-typescript', '-e', script])
  onTestFinished(() => {
    holder.kill('SIGKILL')
  })
  await new Promise((resolve) => holder.stdout.once('data', resolve))
  expect(failureOf(() => lockProfile(directory)).reason).toBe('busy')
  const ended = new Promise((resolve) => holder.once('exit', resolve))
  holder.kill('SIGKILL')
  await ended
  lockProfile(directory)()
})

it('does not take a folder that cannot be made, or a lock that is none, for another Cryptobot', () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  expect(failureOf(() => lockProfile(join(file, 'profile'))).reason).toBe('read-only')
  const directory = temporaryFolder()
  writeFileSync(join(directory, 'profile.lock'), 'no lock, but a letter to my aunt. '.repeat(40))
  expect(failureOf(() => lockProfile(directory)).reason).toBe('damaged')
})
