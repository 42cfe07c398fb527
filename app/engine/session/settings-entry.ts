import type { Settings } from '../../contract/settings.ts'
import { shortened } from '../../contract/values.ts'
import type { AuditActor, AuditEntry } from '../../domain/audit-entry.ts'

const NONE = 'none'

/** What the audit log says of settings that were changed; nothing where they were not. */
export function settingsEntry(
  before: Settings,
  after: Settings,
  actor: AuditActor,
): Omit<AuditEntry, 'time'> | undefined {
  const [old, now] = [valuesOf(before), valuesOf(after)]
  const names = [...new Set([...old.keys(), ...now.keys()])]
  const changes = names
    .filter((name) => old.get(name) !== now.get(name))
    .map((name) => `${name} from ${old.get(name) ?? NONE} to ${now.get(name) ?? NONE}`)
  if (changes.length === 0) return undefined
  const detail = shortened(changes.join('; '))
  return { actor, action: 'settings changed', subject: 'profile', detail }
}

function valuesOf({
  theme,
  priceColours,
  metricsPort,
  updateChannel,
  showsChecklist,
  staysAwake,
  exchangeUrls,
}: Settings): ReadonlyMap<string, string> {
  const addresses = Object.entries(exchangeUrls).map(
    ([exchange, url]) => [`address of ${exchange}`, url] as const,
  )
  return new Map([
    ['theme', theme],
    ['colours of prices', priceColours],
    ['metrics port', metricsPort === null ? NONE : String(metricsPort)],
    ['update channel', updateChannel],
    ['checklist', showsChecklist ? 'shown' : 'dismissed'],
    ['sleep', staysAwake ? 'held off while trading at an exchange' : 'as the system likes'],
    ...addresses,
  ])
}
