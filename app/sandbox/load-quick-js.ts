/// <reference path="./web-assembly.d.ts" />
import variant from '@jitl/quickjs-singlefile-mjs-release-sync'
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core'
import { SANDBOX_LIMITS } from './sandbox-limits.ts'

export type QuickJs = QuickJSWASMModule

const PAGE_BYTES = 65_536

/**
 * A machine for a user's strategy: an interpreter in WebAssembly, which knows nothing of Node. The limit is that of the
 * machine's whole memory, since the interpreter's own counts the pieces rather than their size.
 */
export function loadQuickJs(): Promise<QuickJs> {
  const { memoryBytesMin, memoryBytes } = SANDBOX_LIMITS
  const wasmMemory = new WebAssembly.Memory({
    initial: memoryBytesMin / PAGE_BYTES,
    maximum: memoryBytes / PAGE_BYTES,
  })
  return newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory }))
}
