import type { RunningApp } from './running-app.ts'

/** Puts a file into the system's dialog, which no test could press; null is "cancel". */
export async function chooseFile(app: RunningApp, path: string | null): Promise<void> {
  await app.electron.evaluate(({ dialog }, chosen) => {
    const filePaths = chosen === null ? [] : [chosen]
    dialog.showOpenDialog = () => Promise.resolve({ canceled: chosen === null, filePaths })
  }, path)
}
