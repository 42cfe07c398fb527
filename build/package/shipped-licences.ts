/** What a licence may be without anybody having thought about it: it asks for its text to go along, and no more. */
export const SHIPPED_LICENCES: readonly string[] = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'OFL-1.1',
  'BlueOak-1.0.0',
  'Python-2.0',
  'MIT-0',
]
