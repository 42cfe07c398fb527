import { findCommand } from '../setup/find-missing-packages.ts'
import { runCommand } from '../setup/run-command.ts'

/** Whether somebody on this bus keeps secrets. */
export async function hasKeychain(busAddress: string | undefined): Promise<boolean> {
  if (!busAddress || !findCommand('dbus-send')) return false
  const { output } = await runCommand(
    'dbus-send',
    [
      ...['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
      ...['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'],
    ],
    { env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: busAddress } },
  )
  return output.includes('boolean true')
}
