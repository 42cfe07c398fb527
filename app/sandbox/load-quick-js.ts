import variant from '@jitl/quickjs-singlefile-mjs-release-sync'
import { newQuickJSWASMModuleFromVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core'

export type QuickJs = QuickJSWASMModule

/** The machine that users' strategies run in: an interpreter in WebAssembly, which knows nothing of Node. */
export function loadQuickJs(): Promise<QuickJs> {
  return newQuickJSWASMModuleFromVariant(variant)
}
