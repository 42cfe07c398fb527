import type { LoggingView, LogSettings } from '../../app/contract/logs.ts'
import { request } from '../api/request.ts'
import { perform, showDone } from './perform.ts'

export function loadLogging() {
  return request('loadLogging', null)
}

export async function saveLogging(settings: LogSettings): Promise<boolean> {
  const outcome = await perform(request('saveLogging', settings))
  if (outcome.done) showDone('The log is written like that from now on.')
  return outcome.done
}

/** Where it is written from now on; nothing when that stayed as it was. */
export async function chooseLogFolder(isUsual: boolean): Promise<LoggingView | undefined> {
  const outcome = await perform(request('chooseLogFolder', { isUsual }))
  return outcome.done ? outcome.value : undefined
}

export async function previewLogText(text: string): Promise<string | undefined> {
  const answer = await request('previewLogText', { text })
  return answer.ok ? answer.value.text : undefined
}

export async function giveDiagnostics(to: 'clipboard' | 'file'): Promise<void> {
  const outcome = await perform(request('giveDiagnostics', { to }))
  if (!outcome.done || !outcome.value) return
  showDone(to === 'file' ? 'The diagnostics are saved.' : 'The diagnostics are copied.')
}
