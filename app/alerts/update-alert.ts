import type { Alert } from '../domain/alert.ts'

/** A newer version is here, and waits for somebody who starts it; told once for each version. */
export function updateAlert(version: string, time: number): Alert {
  return {
    id: `update:${version}`,
    kind: 'update',
    severity: 'info',
    key: 'update',
    title: `Cryptobot ${version} is ready to be installed`,
    text: 'It was fetched and is genuine. Install it in the settings when it suits you: the profile is backed up first, and bots stand still while it is installed.',
    time,
  }
}
