import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { projectFolder } from './project-folder.ts'

type AttachedOptions = { readonly env?: NodeJS.ProcessEnv }

const parentCheckIntervalMs = 500

/** Runs a command on the user's terminal, passes signals on to it and returns its exit status. */
export function runAttached(
  command: string,
  args: readonly string[],
  options: AttachedOptions = {},
): Promise<number> {
  const env = options.env ?? process.env
  const child = spawn(command, args, { cwd: projectFolder, env, stdio: 'inherit' })
  const stopForwarding = forwardSignals((signal) => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => {
      stopForwarding()
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}

function forwardSignals(send: (signal: NodeJS.Signals) => void): () => void {
  const listeners = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => ({
    signal,
    // A terminal, and a Windows console, has told the child about Ctrl-C already.
    listener: () => {
      const childKnows = process.platform === 'win32' || process.stdin.isTTY
      if (signal !== 'SIGINT' || !childKnows) send(signal)
    },
  }))
  for (const { signal, listener } of listeners) process.on(signal, listener)
  return () => {
    for (const { signal, listener } of listeners) process.off(signal, listener)
  }
}

/** Ends this process with npm: npm tells only its shell about a signal, and the shell tells nobody. */
export function endWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const shell = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, parentCheckIntervalMs)
  timer.unref()
}
