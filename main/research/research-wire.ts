import type { ResearchRequest } from '../../app/contract/channels.ts'
import type { Answer, RequestInput, RequestOutput } from '../../app/contract/requests.ts'

/** A result as text, ready to be written to a file. */
export interface ResultText {
  readonly fileName: string
  readonly text: string
}

/** The thread's side of the contract. Its questions were checked when they came in from the window. */
export type ResearchHandlers = {
  readonly [Name in ResearchRequest]: (
    input: RequestInput<Name>,
  ) => Promise<Answer<RequestOutput<Name>>> | Answer<RequestOutput<Name>>
} & {
  readonly exportBacktest: (input: RequestInput<'exportBacktest'>) => Answer<ResultText>
}

/** What the thread answers with: as the contract has it, but for what is first written to a file. */
export type ResearchOutput<Name extends ResearchRequest | 'exportBacktest'> =
  Name extends ResearchRequest ? RequestOutput<Name> : ResultText
