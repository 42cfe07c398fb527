import { build } from 'vite'
import { INDICATOR_NAMES } from '../../app/sandbox/indicator-names.ts'
import { projectFolder } from './project-folder.ts'

const ENTRY = 'cryptobot:indicators'

/** The indicators as the source of one module, which the sandbox of users' strategies can read: it has no files. */
export async function bundleIndicators(): Promise<string> {
  const output = await build({
    root: projectFolder,
    configFile: false,
    logLevel: 'error',
    plugins: [entryOf(`export { ${INDICATOR_NAMES.join(', ')} } from 'trading-signals'`)],
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry: ENTRY, formats: ['es'] },
    },
  })
  const [first] = Array.isArray(output) ? output : [output]
  if (first === undefined || !('output' in first)) throw new Error('the bundler wrote nothing')
  return first.output[0].code
}

function entryOf(source: string) {
  return {
    name: 'indicators-entry',
    resolveId: (id: string) => (id.endsWith(ENTRY) ? `${projectFolder}/${ENTRY}` : undefined),
    load: (id: string) => (id.endsWith(ENTRY) ? source : undefined),
  }
}

/** The same as a module of the project. */
export async function indicatorsModule(): Promise<string> {
  const source = await bundleIndicators()
  return `/** Made by \`npm run bundle-indicators\` from trading-signals (MIT): not to be edited. */\nexport const INDICATORS_BUNDLE = ${JSON.stringify(source)}\n`
}
