import { expect, it } from 'vitest'
import { packageFolderOf } from './bundled-packages.ts'

it.each([
  ['/home/a/project/node_modules/zod/v4/index.js', 'node_modules/zod'],
  [
    'C:\\project\\node_modules\\@radix-ui\\react-id\\dist\\index.mjs',
    'node_modules/@radix-ui/react-id',
  ],
  ['../node_modules/ccxt/node_modules/undici/lib/api.js', 'node_modules/ccxt/node_modules/undici'],
])('finds the package of %s', (file, folder) => {
  expect(packageFolderOf(file)).toBe(folder)
})

it('knows a file of our own', () => {
  expect(packageFolderOf('/home/a/project/app/domain/money.ts')).toBeUndefined()
})
