import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { failure, success } from '../../app/domain/result.ts'
import {
  DONE_DRAFT,
  profileBench,
  sessionOf,
} from '../../app/engine/session/profile-bench.fixture.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { historyHandlers } from './history-handlers.ts'

const NO_SESSION = { code: 'no-account', message: 'No account is open.', action: '' }

function bench(path: string | null) {
  const { directory, workspace } = profileBench()
  const { exportHistory } = historyHandlers(
    { directory, chooseSavePath: async () => path },
    async (use) => (workspace.session === null ? failure(NO_SESSION) : use(workspace.session)),
  )
  return { workspace, exportHistory }
}

it('writes what the open account did, readable by its owner alone', async () => {
  const path = join(temporaryFolder(), 'history.csv')
  const { workspace, exportHistory } = bench(path)
  expect(await exportHistory({ layout: 'csv' })).toEqual(failure(NO_SESSION))
  const { accountId } = sessionOf(await workspace.finishSetup(DONE_DRAFT))
  expect(await exportHistory({ layout: 'csv' })).toEqual(success(true))
  const [, opening] = readFileSync(path, 'utf8').split('\n')
  expect(opening).toContain(`${accountId},`)
  expect(opening).toContain(',opening,')
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('writes nothing when the dialog was dismissed, and says why a file cannot be written', async () => {
  const dismissed = bench(null)
  await dismissed.workspace.finishSetup(DONE_DRAFT)
  expect(await dismissed.exportHistory({ layout: 'koinly' })).toEqual(success(false))
  const nowhere = bench(join(temporaryFolder(), 'no', 'such'))
  await nowhere.workspace.finishSetup(DONE_DRAFT)
  expect(await nowhere.exportHistory({ layout: 'koinly' })).toMatchObject({
    ok: false,
    error: { code: 'export-failed', message: expect.stringContaining('The history was not') },
  })
})
