import { join } from 'node:path'

/** The root of the repository, whatever the working directory is. */
export const projectFolder = join(import.meta.dirname, '..', '..')
