import { EXIT, USAGE } from '../../../main/cli/usage.ts'

const INTRODUCTION = `# Command line

What \`cryptobot help\` prints, command by command. From the sources, put \`npm run -s cryptobot --\` in the place of \`cryptobot\`.
How the commands work together: [without a window](headless.md).

| exit status | meaning |
|---|---|
| ${EXIT.done} | done |
| ${EXIT.failed} | failed |
| ${EXIT.refused} | refused by our rules, rejected by the exchange, or mistyped |
| ${EXIT.unresolved} | unresolved: it is not known yet what became of it |`

/** The page of all commands: the usage as the command line prints it, with a heading over each of its paragraphs. */
export function commandLineReference(): string {
  const [, ...paragraphs] = USAGE.trimEnd().split('\n\n')
  return `${[INTRODUCTION, ...paragraphs.map(section)].join('\n\n')}\n`
}

function section(paragraph: string): string {
  const text = paragraph.replace(/^ {2}/gm, '')
  const commands = [...text.matchAll(/^cryptobot ([a-z|-]+)/gm)].flatMap(([, name = '']) =>
    name.split('|'),
  )
  const heading = commands.length === 0 ? 'Naming an account' : [...new Set(commands)].join(', ')
  return `## ${heading}\n\n\`\`\`text\n${text}\n\`\`\``
}
