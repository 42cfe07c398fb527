import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from '../../build/setup/run-command.ts'
import type { OrdinaryUser } from './machine.ts'

/** Asks and waits for an answer, through two pipes that the person at the screen reads and writes. */
const PKEXEC = `#!/bin/sh
for last; do :; done
printf '%s' "$last" > "$HOME/bin/question"
read -r status < "$HOME/bin/answer"
exit "$status"
`

/** The system's question for an administrator's password, and the person who answers it. */
export class RightsDialog {
  readonly #folder: string

  constructor(user: OrdinaryUser) {
    this.#folder = join(user.home, 'bin')
    mkdirSync(this.#folder)
    chmodSync(this.#folder, 0o777)
    const script = join(this.#folder, 'pkexec')
    writeFileSync(script, PKEXEC)
    chmodSync(script, 0o755)
    for (const pipe of ['question', 'answer']) {
      spawnSync('mkfifo', ['--mode=666', join(this.#folder, pipe)])
      chownSync(join(this.#folder, pipe), user.id, user.id)
    }
  }

  /** Waits for the question, and does as an administrator what is asked for; returns what that was. */
  async allow(): Promise<string> {
    const command = await readFile(join(this.#folder, 'question'), 'utf8')
    const { exitCode } = await runCommand('/bin/bash', ['-c', command])
    await writeFile(join(this.#folder, 'answer'), `${exitCode}\n`)
    return command
  }

  /** Twice: after dpkg, electron-updater asks whether apt-get may put right what dpkg left behind. */
  async refuse(): Promise<void> {
    for (const _ of ['dpkg', 'apt-get']) {
      await readFile(join(this.#folder, 'question'), 'utf8')
      // As pkexec ends when its dialog is dismissed.
      await writeFile(join(this.#folder, 'answer'), '126\n')
    }
  }
}
