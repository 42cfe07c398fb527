import { Menu, nativeImage, Tray } from 'electron'
import type { Standing } from './standing.ts'
import { ICON_SIZE, trayIcon } from './tray-icon.ts'
import { type TrayAction, type TrayLine, trayMenu } from './tray-menu.ts'

/** The tray's icon in the mode's colour, and its menu; both follow how trading stands. */
export class ModeTray {
  readonly #tray: Tray
  readonly #act: (action: TrayAction) => void
  #shown = ''

  constructor(act: (action: TrayAction) => void) {
    this.#act = act
    this.#tray = new Tray(image(null))
    this.#tray.setToolTip('Cryptobot')
    this.show(null)
  }

  /** Nothing is drawn anew while it would look the same. */
  show(standing: Standing | null): void {
    const lines = trayMenu(standing)
    const shown = JSON.stringify(lines)
    if (shown === this.#shown) return
    this.#shown = shown
    this.#tray.setImage(image(standing))
    this.#tray.setToolTip(`Cryptobot · ${labelOf(lines)}`)
    this.#tray.setContextMenu(
      Menu.buildFromTemplate(lines.map((line) => menuItem(line, this.#act))),
    )
  }

  close(): void {
    this.#tray.destroy()
  }
}

function image(standing: Standing | null) {
  const pixels = trayIcon(standing?.mode ?? null, standing?.trading.state ?? 'active')
  return nativeImage.createFromBitmap(pixels, {
    width: ICON_SIZE,
    height: ICON_SIZE,
    scaleFactor: 2,
  })
}

function labelOf([first]: readonly TrayLine[]): string {
  return first?.kind === 'words' ? first.label : ''
}

function menuItem(line: TrayLine, act: (action: TrayAction) => void) {
  switch (line.kind) {
    case 'words':
      return { label: line.label, enabled: false }
    case 'line':
      return { type: 'separator' as const }
    case 'action':
      return { label: line.label, enabled: line.isEnabled, click: () => act(line.action) }
  }
}
