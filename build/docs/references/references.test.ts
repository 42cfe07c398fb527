import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../setup/project-folder.ts'
import { REFERENCES } from './references.ts'

it.each(Object.entries(REFERENCES))(
  'docs/reference/%s is current: `npm run docs:references` writes it anew',
  async (name, write) => {
    const written = readFileSync(join(projectFolder, 'docs', 'reference', name), 'utf8')
    expect(await write()).toBe(written)
  },
)
