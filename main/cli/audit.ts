import { parseArgs } from 'node:util'
import { AuditAnchors } from '../../app/audit/audit-anchors.ts'
import { verdictText } from '../../app/audit/audit-verdict.ts'
import type { AuditVerdict, ChainedEntry } from '../../app/ports/audit-log.ts'
import { lockProfile } from '../../app/storage/profile-lock.ts'
import { profileOf } from './account-options.ts'
import { type AuditedLog, acceptLog, auditedLogs, closeLogs, verify } from './audited-logs.ts'
import { cliSecrets } from './cli-secrets.ts'
import { print } from './print.ts'
import { printTable } from './print-table.ts'
import { EXIT, Misuse } from './usage.ts'
import { refuseIfViewOnly } from './view-only.ts'

/** `cryptobot audit`: who changed what; `verify` says whether the logs are as they were written. */
export async function audit(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      account: { type: 'string' },
      reason: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [action = 'list', ...more] = positionals
  if (more.length > 0) throw new Misuse(`Unexpected argument "${more[0]}".`)
  const directory = profileOf(values)
  switch (action) {
    case 'list':
      return withLogs(directory, (logs) => list(logs, values))
    case 'verify':
      return withLogs(directory, (logs) => verifyAll(logs, values.json))
    case 'accept':
      return accept(directory, values.reason)
    default:
      throw new Misuse(`"audit ${action}" is not known: verify, accept, or nothing to list it.`)
  }
}

async function withLogs(
  directory: string,
  use: (logs: readonly AuditedLog[]) => number | Promise<number>,
): Promise<number> {
  const anchors = new AuditAnchors(cliSecrets(directory), () => undefined)
  const logs = auditedLogs(directory, anchors)
  try {
    return await use(logs)
  } finally {
    closeLogs(logs)
  }
}

interface ListWish {
  readonly account?: string | undefined
  readonly json: boolean
}

function list(logs: readonly AuditedLog[], { account, json }: ListWish): number {
  const wanted = logs.filter(({ name }) => account === undefined || name === account)
  if (wanted.length === 0 && account !== undefined) {
    throw new Misuse(`There is no account "${account}" in this profile.`)
  }
  const entries = wanted.flatMap(({ name, store }) =>
    Array.from(store.readAudit(), (entry) => ({ log: name, ...entry })),
  )
  entries.sort((one, other) => one.time - other.time)
  if (json) print(entries)
  else printTable(entries.map(row))
  return EXIT.done
}

/** For people: who did what to what is enough to find an entry again. */
function row({ log, time, actor, action, subject, detail }: ChainedEntry & { log: string }) {
  return { time, log, actor, action, subject, detail }
}

async function verifyAll(logs: readonly AuditedLog[], json: boolean): Promise<number> {
  const found: { log: string; verdict: AuditVerdict; keychain: string | null }[] = []
  for (const log of logs) {
    const { verdict, keychainFailure } = await verify(log)
    found.push({ log: log.name, verdict, keychain: keychainFailure })
  }
  if (json) print(found)
  else for (const one of found) process.stdout.write(`${one.log}: ${words(one)}\n`)
  if (found.some(({ verdict }) => verdict.kind !== 'intact')) return EXIT.failed
  return found.some(({ keychain }) => keychain !== null) ? EXIT.unresolved : EXIT.done
}

function words(found: {
  readonly verdict: AuditVerdict
  readonly keychain: string | null
}): string {
  const unknown = found.keychain === null ? '' : `; its checkpoint is not known: ${found.keychain}`
  return `${verdictText(found.verdict)}${unknown}`
}

/** Not while an engine runs, which has checkpoints of its own in mind. */
async function accept(directory: string, reason: string | undefined): Promise<number> {
  if (reason === undefined || reason === '') throw new Misuse('Say why: --reason TEXT.')
  refuseIfViewOnly(directory)
  const unlock = lockProfile(directory)
  try {
    return await withLogs(directory, async (logs) => {
      for (const log of logs) {
        const accepted = await acceptLog(log, reason)
        if (accepted.ok) continue
        process.stderr.write(`${log.name}: ${accepted.error}\n`)
        return EXIT.failed
      }
      return verifyAll(logs, false)
    })
  } finally {
    unlock()
  }
}
