import { Wizard } from '../pages/wizard.ts'
import { takePictures } from '../support/picture.ts'
import { expect, test } from '../support/story.ts'

test('keys lead everywhere, are listed, and leave alone what somebody types', async ({
  openApp,
}) => {
  const app = await openApp()
  await new Wizard(app.page).quickDemo.click()
  const { page } = app
  const { keyboard } = page
  await expect(page.getByRole('button', { name: 'Halt trading' })).toBeVisible()
  const list = page.getByRole('dialog', { name: 'Keys' })
  await keyboard.press('?')
  await expect(list).toContainText('Orders, fills and positions')
  await takePictures(app, 'keys-list', [list, page.getByRole('button', { name: 'Halt trading' })])
  await keyboard.press('Escape')
  await expect(list).toBeHidden()
  await keyboard.press('Control+3')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Orders')
  await keyboard.press('Control+8')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Risk')
  await keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await keyboard.type('?')
  await expect(list).toBeHidden()
  await expect(page.getByRole('combobox')).toHaveValue('?')
})
