import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { UpdateDesk } from './update-desk.ts'

function deskOf(applicationFolder: string | null): UpdateDesk {
  const desk = new UpdateDesk({
    applicationFolder,
    profileFolder: temporaryFolder(),
    engine: () => null,
    startAnew: () => undefined,
  })
  onTestFinished(() => desk.close())
  return desk
}

/** What an application that was installed says of itself. */
function installed(manifest: object): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  return folder
}

it.each([
  ['was started from its source', null],
  ['was built without an address', { name: 'cryptobot' }],
])('asks nobody where the application %s', async (why, manifest) => {
  const desk = deskOf(manifest && installed(manifest))
  const expected = { kind: 'off', reason: expect.stringContaining(why) }
  expect(await desk.view()).toEqual(expected)
  expect(await desk.check()).toEqual(expected)
  expect(await desk.install()).toMatchObject({ ok: false, error: { code: 'update-off' } })
})

it('says so when the address it was built with is none', async () => {
  const desk = deskOf(installed({ updates: { url: 'nowhere', publicKey: '' } }))
  expect(await desk.view()).toMatchObject({
    kind: 'off',
    reason: expect.stringContaining('damaged'),
  })
})
