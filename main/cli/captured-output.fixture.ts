import { vi } from 'vitest'

/** What a call in this process prints, and what it returns. */
export async function captured<Value>(call: () => Promise<Value>) {
  let output = ''
  let errors = ''
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += String(text)
    return true
  })
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    errors += String(text)
    return true
  })
  try {
    const value = await call()
    return { value, output, errors }
  } finally {
    out.mockRestore()
    err.mockRestore()
  }
}
