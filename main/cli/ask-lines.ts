import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/** Reads one line for each question, which is only asked at a terminal; what is typed there is not shown. */
export async function askLines(questions: readonly string[]): Promise<readonly string[]> {
  const { stdin, stderr } = process
  const isTerminal = stdin.isTTY === true
  const hidden = new Writable({ write: (_chunk, _encoding, next) => next() })
  const reader = createInterface({ input: stdin, output: hidden, terminal: isTerminal })
  const lines = reader[Symbol.asyncIterator]()
  const answers: string[] = []
  try {
    for (const question of questions) {
      if (isTerminal) stderr.write(question)
      const line = await lines.next()
      if (isTerminal) stderr.write('\n')
      if (line.done) break
      answers.push(line.value.trim())
    }
    return answers
  } finally {
    reader.close()
  }
}
