import type { DataRequest } from '../../app/contract/channels.ts'
import type { Answer, RequestInput, RequestOutput } from '../../app/contract/requests.ts'
import type { BroughtIn, HistoryWish } from '../../app/contract/stored-data.ts'

/** Where an exchange is asked instead of at its own address. */
interface AtAddress {
  readonly baseUrl: string | undefined
}

/** What the thread is asked beyond what the window says: addresses are settings, files are chosen outside of the page. */
interface More {
  startDownloads: AtAddress
  resumeDownload: AtAddress
  refillGaps: AtAddress
}

/** The thread's side of the contract. Its questions were checked when they came in from the window. */
export type DataAnswers = {
  readonly [Name in DataRequest]: (
    input: RequestInput<Name> & (Name extends keyof More ? More[Name] : unknown),
  ) => Promise<Answer<RequestOutput<Name>>> | Answer<RequestOutput<Name>>
} & {
  readonly bringIn: (wish: HistoryWish & { readonly path: string }) => Promise<Answer<BroughtIn>>
  readonly candleText: (wish: RequestInput<'exportCandles'>) => Answer<string>
}

export type DataQuestion = keyof DataAnswers
export type DataInput<Name extends DataQuestion> = Parameters<DataAnswers[Name]>[0]
export type DataOutput<Name extends DataQuestion> = Name extends DataRequest
  ? RequestOutput<Name>
  : Name extends 'bringIn'
    ? BroughtIn
    : string
