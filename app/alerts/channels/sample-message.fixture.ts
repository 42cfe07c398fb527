import type { Message } from '../compose-message.ts'

export const MESSAGE: Message = {
  code: 'A7',
  severity: 'warning',
  title: 'Paper · order rejected',
  text: 'The exchange rejected buy 0.01 BTC/USDT: <no> funds & more.',
}
