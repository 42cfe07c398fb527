import type { ElectronApplication } from '@playwright/test'

/** The tray's menu as the application last made it, and the dialogs of the main process, which have no page. */
export class Tray {
  readonly #electron: ElectronApplication

  private constructor(electron: ElectronApplication) {
    this.#electron = electron
  }

  /** From now on menus are remembered, and dialogs answered with the button of that place. */
  static async watch(electron: ElectronApplication, dialogAnswer: number): Promise<Tray> {
    await electron.evaluate(({ Menu, dialog }, response) => {
      const build = Menu.buildFromTemplate.bind(Menu)
      Menu.buildFromTemplate = (template) => {
        const menu = build(template)
        Reflect.set(globalThis, 'trayMenu', menu)
        return menu
      }
      const asked: string[] = []
      Reflect.set(globalThis, 'dialogs', asked)
      dialog.showMessageBox = (...args: unknown[]) => {
        asked.push(String(Reflect.get(Object(args.at(-1)), 'message')))
        return Promise.resolve({ response, checkboxChecked: false })
      }
    }, dialogAnswer)
    return new Tray(electron)
  }

  /** Its lines, those included that only say something. */
  lines(): Promise<readonly string[]> {
    return this.#electron.evaluate(() => {
      const menu: Electron.Menu | undefined = Reflect.get(globalThis, 'trayMenu')
      return menu?.items.map(({ label }) => label).filter((label) => label !== '') ?? []
    })
  }

  /** As a press does, through the main process alone. */
  async press(label: string): Promise<void> {
    await this.#electron.evaluate((_, wanted) => {
      const menu: Electron.Menu | undefined = Reflect.get(globalThis, 'trayMenu')
      const item = menu?.items.find((one) => one.label === wanted)
      if (!item?.enabled) throw new Error(`the tray does not offer "${wanted}"`)
      item.click()
    }, label)
  }

  /** What the dialogs said. */
  dialogs(): Promise<readonly string[]> {
    return this.#electron.evaluate(() => Reflect.get(globalThis, 'dialogs') ?? [])
  }
}
