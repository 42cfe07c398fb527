/** What became of one message, and what the other side said about it: without secrets, short enough to be shown. */
export type Sent =
  | { readonly kind: 'delivered'; readonly answer: string }
  | {
      readonly kind: 'failed'
      readonly answer: string
      /** How long the provider asks to be left alone; 0 when it does not. */
      readonly retryAfterMs: number
      /** Nothing will be different later. */
      readonly isFinal: boolean
    }

export function delivered(answer: string): Sent {
  return { kind: 'delivered', answer }
}

export function failed(answer: string, retryAfterMs = 0): Sent {
  return { kind: 'failed', answer, retryAfterMs, isFinal: false }
}

export function failedForGood(answer: string): Sent {
  return { kind: 'failed', answer, retryAfterMs: 0, isFinal: true }
}
