import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { electronLaunch } from '../../build/setup/electron-launch.ts'
import { projectFolder } from '../../build/setup/project-folder.ts'

export type CommandResult = {
  readonly status: number
  readonly output: string
  readonly errors: string
}

/** `cryptobot …` in a process of its own, from its start to its end. */
export function cryptobot(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return resultOf(process.execPath, ['main/cli/index.ts', ...args], environment)
}

/** The same by the application itself. */
export async function cryptobotInElectron(args: readonly string[]): Promise<CommandResult> {
  const launch = await electronLaunch(args)
  return resultOf(launch.executablePath, launch.args, {})
}

async function resultOf(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const child = spawn(program, args, {
    cwd: projectFolder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors] = [textOf(child.stdout), textOf(child.stderr)]
  const [status] = await once(child, 'close')
  return { status: Number(status), output: await output, errors: await errors }
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return text
}
