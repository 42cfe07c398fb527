import { contextBridge, ipcRenderer } from 'electron'
import { KEY_ENTRY_CHANNELS } from '../../app/contract/key-entry-channels.ts'

contextBridge.exposeInMainWorld('keyEntry', {
  load: () => ipcRenderer.invoke(KEY_ENTRY_CHANNELS.load),
  save: (typed: unknown) => ipcRenderer.invoke(KEY_ENTRY_CHANNELS.save, typed),
  close: () => ipcRenderer.invoke(KEY_ENTRY_CHANNELS.close),
})
