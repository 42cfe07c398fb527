/** An error as Binance answers it. */
export class ApiError extends Error {
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export function missingParameter(name: string): ApiError {
  return new ApiError(
    400,
    -1102,
    `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`,
  )
}

export function illegalParameter(name: string): ApiError {
  return new ApiError(400, -1100, `Illegal characters found in parameter '${name}'.`)
}
