import './theme/theme.css'
import { createRoot } from 'react-dom/client'
import { loadApp } from './actions/setup.ts'
import { askForPassphraseWith } from './api/request.ts'
import { listenForUpdates } from './api/updates.ts'
import { App } from './app.tsx'
import { KeyEntryScreen } from './screens/lazy-screens.tsx'
import { engineStore } from './stores/engine-store.ts'
import { passphraseStore } from './stores/passphrase-store.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no root element')

if (window.keyEntry) {
  createRoot(root).render(<KeyEntryScreen entry={window.keyEntry} />)
} else {
  listenForUpdates((update) => engineStore.getState().applyUpdate(update))
  askForPassphraseWith((name) => passphraseStore.getState().ask(name))
  void loadApp()
  createRoot(root).render(<App />)
}
