import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { indicatorsModule } from './setup/bundle-indicators.ts'
import { projectFolder } from './setup/project-folder.ts'

writeFileSync(join(projectFolder, 'app/sandbox/indicators-bundle.ts'), await indicatorsModule())
