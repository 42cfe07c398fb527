/** An Electron that is ready to run, and why it is this one. */
export type ElectronRuntime = {
  readonly executablePath: string
  readonly distPath: string
  readonly version: string
  /** Native modules are compiled against a Node-API version; the prebuilt SQLite needs 10. */
  readonly nodeApi: number
  readonly reason: string
}

/** Where the executable is inside Electron's folder. */
export function electronExecutableName(): string {
  if (process.platform === 'win32') return 'electron.exe'
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}
