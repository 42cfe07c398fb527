import type { RunningApp } from './running-app.ts'

/** Puts a file into the system's dialog, which no test could press; null is "cancel". */
export async function chooseFile(app: RunningApp, path: string | null): Promise<void> {
  await app.electron.evaluate(({ dialog }, chosen) => {
    const filePaths = chosen === null ? [] : [chosen]
    dialog.showOpenDialog = () => Promise.resolve({ canceled: chosen === null, filePaths })
  }, path)
}

/** The same for the dialog that asks where to write. */
export async function saveTo(app: RunningApp, path: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}
