import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Fault, Faults, type FaultTarget, type Spoiling } from '../faults.ts'
import { LoopbackServer } from './loopback-server.ts'
import type { Answer, Router } from './router.ts'
import { type OveruseWords, sendAnswer, spoilAnswer } from './spoil-answer.ts'
import { type StreamHandler, StreamServer } from './stream-server.ts'
import { readRequest, type WireRequest } from './wire-request.ts'

/** What makes one exchange different from another. */
export interface Protocol {
  /** Does what is asked. */
  readonly answer: (request: WireRequest) => Answer
  readonly describeOveruse: OveruseWords
  /** Who speaks on a WebSocket opened at a path. */
  readonly streamFor: (path: string) => StreamHandler | undefined
}

const NOTHING_DONE: Answer = { status: 200, body: '{}', weight: 0 }

/** A loopback server for REST and WebSockets on one port, with whatever can go wrong between it and its clients. */
export class ExchangeServer {
  readonly faults = new Faults()
  readonly streams: StreamServer
  /** Paths with their queries, oldest first. */
  readonly requests: string[] = []
  /** The same with methods and bodies. */
  readonly received: WireRequest[] = []
  /** What a person may do to the exchange from outside; nothing, if not told otherwise. */
  controls: Router | null = null
  readonly #protocol: Protocol
  readonly #server: LoopbackServer

  constructor(protocol: Protocol) {
    this.#protocol = protocol
    this.streams = new StreamServer(protocol.streamFor)
    this.#server = new LoopbackServer({
      onRequest: (request, response) => void this.#handle(request, response),
      onUpgrade: (request, socket, head) => this.streams.upgrade(request, socket, head),
      onAway: () => this.streams.cut(),
    })
  }

  start(port = 0): Promise<string> {
    return this.#server.start(port)
  }

  get url(): string {
    return this.#server.url
  }

  goAway(): Promise<void> {
    return this.#server.goAway()
  }

  comeBack(): Promise<void> {
    return this.#server.comeBack()
  }

  failWith(fault: Fault, target?: string | FaultTarget, times?: number): void {
    this.faults.script(fault, target, times)
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests.push(request.url ?? '/')
    const wire = await readRequest(request)
    if (!wire) {
      request.socket.destroy()
      return
    }
    if (this.controls?.find(wire)) {
      sendAnswer(response, this.controls.answer(wire))
      return
    }
    this.received.push(wire)
    const spoiling = this.faults.take(wire)
    if (!spoiling) {
      sendAnswer(response, this.#protocol.answer(wire))
      return
    }
    const { faults } = this
    const { describeOveruse } = this.#protocol
    const answer = this.#prepareAnswer(wire, spoiling)
    spoilAnswer(spoiling.fault, answer, { request, response, faults, describeOveruse })
  }

  /** A request that is late, and not only its answer, is looked at when it arrives at last. */
  #prepareAnswer(request: WireRequest, { fault, moment }: Spoiling): () => Answer {
    if (fault.kind === 'meanwhile') fault.action(request)
    if (moment === 'after') {
      const answer = this.#protocol.answer(request)
      return () => answer
    }
    const arrivesLater = fault.kind === 'hold' || fault.kind === 'slow'
    return arrivesLater ? () => this.#protocol.answer(request) : () => NOTHING_DONE
  }
}
