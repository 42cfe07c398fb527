import type { Answer } from '../../app/contract/requests.ts'
import type { LogDesk } from '../logging/log-desk.ts'
import type { RequestHandlers } from './answer-request.ts'
import { type ChooseSavePath, saveExport } from './save-export.ts'

type LogRequest =
  | 'loadLogging'
  | 'saveLogging'
  | 'chooseLogFolder'
  | 'readLog'
  | 'previewLogText'
  | 'loadDiagnostics'
  | 'giveDiagnostics'

export interface LogParts {
  readonly chooseSavePath: ChooseSavePath
  readonly copy: (text: string) => void
}

export function logHandlers(
  { chooseSavePath, copy }: LogParts,
  desk: () => Promise<Answer<LogDesk>>,
): Pick<RequestHandlers, LogRequest> {
  const withDesk = async <Value>(
    use: (found: LogDesk) => Promise<Answer<Value>> | Answer<Value>,
  ): Promise<Answer<Value>> => {
    const found = await desk()
    return found.ok ? use(found.value) : found
  }
  return {
    loadLogging: () => withDesk((log) => ({ ok: true, value: log.view() })),
    saveLogging: (settings) => withDesk((log) => log.save(settings)),
    chooseLogFolder: ({ isUsual }) => withDesk((log) => log.chooseFolder(isUsual)),
    readLog: (wish) => withDesk(async (log) => ({ ok: true, value: await log.page(wish) })),
    previewLogText: ({ text }) =>
      withDesk((log) => ({ ok: true, value: { text: log.preview(text) } })),
    loadDiagnostics: () => withDesk(async (log) => ({ ok: true, value: await log.diagnostics() })),
    giveDiagnostics: ({ to }) =>
      withDesk(async (log) => {
        const { fileName, text } = await log.shownDiagnostics()
        if (to === 'file') {
          return saveExport({ fileName, text, what: 'The diagnostics' }, chooseSavePath)
        }
        copy(text)
        return { ok: true, value: true }
      }),
  }
}
