import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../setup/project-folder.ts'

/** Strategies have codes of their own, for the reasons of their decisions: those are no errors. */
const OTHER_CODES = /^app\/(?:strategy|sandbox)\/|\.(?:test|fixture|suite)\.tsx?$/
const WRITTEN = /(reason: \{ )?\bcode: '([a-z][a-z-]*)'/g

/** zod's word for a fault in a form, shown beside the field with its own text. */
const FORM_FAULT = 'custom'

/** Every code of an error that the application has in its source, but for those that are put together when it runs. */
export function writtenProblemCodes(): ReadonlySet<string> {
  const codes = ['app', 'main', 'renderer'].flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => /\.tsx?$/.test(path) && !OTHER_CODES.test(path))
      .flatMap((path) => codesIn(readFileSync(join(projectFolder, path), 'utf8'))),
  )
  return new Set(codes)
}

function codesIn(source: string): readonly string[] {
  return [...source.matchAll(WRITTEN)].flatMap(([, isReason, code = '']) =>
    isReason === undefined && code !== FORM_FAULT ? [code] : [],
  )
}
