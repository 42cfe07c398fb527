import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import {
  REQUEST_NAMES,
  type RequestName,
  requestChannel,
  UPDATE_CHANNEL,
} from '../../app/contract/channels.ts'
import type { EngineUpdate } from '../../app/contract/engine-view.ts'

/** One function a request and nothing generic: the page can ask for what is in the contract, and for nothing else. */
const requests = Object.fromEntries(
  REQUEST_NAMES.map((name: RequestName) => [
    name,
    (input: unknown): Promise<unknown> => ipcRenderer.invoke(requestChannel(name), input),
  ]),
)

/** The event itself stays here: it would hand the page the sender. */
function onUpdate(listener: (update: EngineUpdate) => void): () => void {
  const forward = (_event: IpcRendererEvent, update: EngineUpdate): void => listener(update)
  ipcRenderer.on(UPDATE_CHANNEL, forward)
  return () => {
    ipcRenderer.removeListener(UPDATE_CHANNEL, forward)
  }
}

contextBridge.exposeInMainWorld('api', { ...requests, onUpdate })
