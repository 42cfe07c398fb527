import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parentPort } from 'node:worker_threads'

/** Answers every order as Binance takes one, and everything else with nothing: in a thread of its own. */
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += String(chunk)
  })
  request.on('end', () => {
    const sent = new URLSearchParams(body)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.method === 'POST' ? acceptance(sent) : {}))
  })
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  parentPort?.postMessage(port)
})

function acceptance(sent: URLSearchParams) {
  return {
    symbol: sent.get('symbol'),
    orderId: 1,
    clientOrderId: sent.get('newClientOrderId'),
    transactTime: Date.now(),
    price: sent.get('price'),
    origQty: sent.get('quantity'),
    executedQty: '0.00000000',
    cummulativeQuoteQty: '0.00000000',
    status: 'NEW',
    timeInForce: 'GTC',
    type: 'LIMIT',
    side: sent.get('side'),
    fills: [],
  }
}
