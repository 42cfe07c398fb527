/** An error that an exchange answers with, in its own words and with its own number. */
export class ApiError extends Error {
  readonly status: number
  readonly code: number
  /** What some errors carry beside their words. */
  readonly data: unknown

  constructor(status: number, code: number, message: string, data?: unknown) {
    super(message)
    this.status = status
    this.code = code
    this.data = data
  }
}
