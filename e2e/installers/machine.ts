import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { type CommandResult, runCommand } from '../../build/setup/run-command.ts'

/** `nobody`: an account that owns nothing and is in no group. */
const USER_ID = 65_534

/** Installs, as an administrator does. */
export function apt(...args: readonly string[]): Promise<CommandResult> {
  return runCommand('apt-get', ['--yes', '--quiet', '--no-install-recommends', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

/** The version that is installed; undefined when none is. */
export async function installedVersion(): Promise<string | undefined> {
  const query = ['-W', '--showformat', `\${db:Status-Status} \${Version}`, 'cryptobot']
  const { output } = await runCommand('dpkg-query', query)
  return /^installed (.+)$/.exec(output)?.[1]
}

/** Somebody without any rights, with a home folder that is gone afterwards. */
export class OrdinaryUser {
  readonly home: string
  readonly id = USER_ID

  constructor() {
    this.home = mkdtempSync(join(tmpdir(), 'cryptobot-home-'))
    chownSync(this.home, USER_ID, USER_ID)
  }

  /** Where the application keeps its profile for this user. */
  get profile(): string {
    return join(this.home, '.config', 'Cryptobot')
  }

  /** Nothing of what the tests' own environment says reaches the application, but for the screen. */
  get environment(): NodeJS.ProcessEnv {
    return { HOME: this.home, PATH: `${this.home}/bin:/usr/bin:/bin`, DISPLAY: process.env.DISPLAY }
  }

  /** The command line that runs a program as this user. */
  command(...words: readonly string[]): readonly string[] {
    const ids = [`--reuid=${USER_ID}`, `--regid=${USER_ID}`, '--clear-groups']
    return ['setpriv', ...ids, ...words]
  }

  run(...words: readonly string[]): Promise<CommandResult> {
    const [program = '', ...args] = this.command(...words)
    return runCommand(program, args, { env: this.environment, cwd: '/', timeoutMs: 60_000 })
  }

  /** Runs a program until it prints a line like this one. */
  async lineOf(pattern: RegExp, ...words: readonly string[]): Promise<string> {
    const [program = '', ...args] = this.command(...words)
    const child = spawn(program, args, {
      env: this.environment,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const ended = once(child, 'close')
    const printed: string[] = []
    try {
      for await (const line of createInterface({ input: child.stdout })) {
        if (pattern.test(line)) return line
        printed.push(line)
      }
      throw new Error(`${program} ended without such a line:\n${printed.join('\n')}`)
    } finally {
      child.kill('SIGTERM')
      await ended
    }
  }

  /** Ends the program and waits until none is left; also those that it has started itself. */
  async endAll(program: string): Promise<void> {
    for (let left = await this.#running(program); left.length > 0; ) {
      // Helpers go with the one that started them, and may outlive it for a moment.
      const started = left.filter(({ commandLine }) => !commandLine.includes(' --type='))
      await runCommand('kill', ['-TERM', ...started.map(({ id }) => id)])
      const awaited = left.map(({ id }) => `--pid=${id}`)
      await runCommand('tail', [...awaited, '--follow', '/dev/null'], { timeoutMs: 30_000 })
      left = await this.#running(program)
    }
  }

  /** Without those that have ended and that nobody has asked for yet. */
  async #running(program: string) {
    const { output } = await runCommand('ps', ['--user', String(USER_ID), '-o', 'pid=,args='])
    return output.split('\n').flatMap((line) => {
      const [, id = '', commandLine = ''] = /^\s*(\d+) (.+)$/.exec(line) ?? []
      const [file = ''] = commandLine.split(' ')
      return basename(file) === program ? [{ id, commandLine }] : []
    })
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 })
  }
}
