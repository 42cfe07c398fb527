import type {
  Answer,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../../app/contract/requests.ts'

/** What of the contract the research thread carries out. */
export const RESEARCH_REQUESTS = [
  'listCandleSeries',
  'startBacktest',
  'loadRun',
  'cancelRun',
  'loadBacktest',
] as const satisfies readonly RequestName[]
export type ResearchRequest = (typeof RESEARCH_REQUESTS)[number]

/** The thread's side of the contract. Its questions were checked when they came in from the window. */
export type ResearchHandlers = {
  readonly [Name in ResearchRequest]: (
    input: RequestInput<Name>,
  ) => Promise<Answer<RequestOutput<Name>>> | Answer<RequestOutput<Name>>
}

export interface ResearchQuestion {
  readonly id: number
  readonly name: ResearchRequest
  readonly input: unknown
}

export interface ResearchAnswer {
  readonly id: number
  readonly answer: Answer<unknown>
}
