import { ensureLinuxPackages } from '../setup/ensure-linux-packages.ts'
import { findCommand } from '../setup/find-missing-packages.ts'
import { displayPackages } from '../setup/linux-packages.ts'
import { BackgroundProcess } from './background-process.ts'
import type { DesktopPart } from './test-desktop.ts'

const screen = '1600x1000x24'

/** An X server that draws into memory, on the first display number that is free. */
export async function startDisplay(): Promise<DesktopPart> {
  await ensureLinuxPackages(displayPackages, 'a screen for the tests')
  const server = new BackgroundProcess({
    command: findCommand('Xvfb') ?? 'Xvfb',
    args: ['-displayfd', '1', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'],
  })
  const number = await server.firstLine()
  return { env: { DISPLAY: `:${number}` }, stop: () => server.stop() }
}
