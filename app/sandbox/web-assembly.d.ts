/** Every runtime has it; the types of Node do not. */
declare namespace WebAssembly {
  class Memory {
    constructor(pages: { readonly initial: number; readonly maximum: number })
  }
}
