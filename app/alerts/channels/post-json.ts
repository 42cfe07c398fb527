import { withoutSecrets } from './without-secrets.ts'

export interface Post {
  readonly address: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  /** None of them appears in the answer. */
  readonly secrets: readonly string[]
}

/** What came back: a status with the text, which may be long, or that nothing did, and why. */
export type PostAnswer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly text: string
      /** From the header; 0 when there is none. */
      readonly retryAfterMs: number
    }
  | { readonly kind: 'none'; readonly why: string }

export const TIMEOUT_MS = 10_000
/** More is not read, whatever is sent. */
const ANSWER_BYTES_MAX = 4_096
/** Longer than this nobody is believed. */
const RETRY_AFTER_MS_MAX = 86_400_000

/** Sends JSON, and follows no redirect: a secret goes to the address that was typed and nowhere else. */
export async function postJson({ address, body, headers, secrets }: Post): Promise<PostAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal,
    })
    const text = await readStart(response)
    const retryAfterMs = milliseconds(response.headers.get('retry-after'))
    return { kind: 'answer', status: response.status, text, retryAfterMs }
  } catch (error) {
    return { kind: 'none', why: withoutSecrets(reasonOf(error, signal.aborted), secrets) }
  }
}

/** Seconds as a provider counts them, as far as they make sense. */
export function milliseconds(seconds: unknown): number {
  const value = Number(seconds ?? 0)
  return value > 0 ? Math.min(Math.ceil(value * 1_000), RETRY_AFTER_MS_MAX) : 0
}

async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    text += decoder.decode(chunk, { stream: true })
    if (bytes >= ANSWER_BYTES_MAX) break
  }
  return text.slice(0, ANSWER_BYTES_MAX)
}

function reasonOf(error: unknown, isTooLate: boolean): string {
  if (isTooLate) return `no answer within ${TIMEOUT_MS / 1_000} s`
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return cause instanceof Error
    ? cause.message || String(Reflect.get(cause, 'code'))
    : String(cause)
}
