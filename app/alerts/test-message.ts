import type { AlertChannel } from '../domain/alert-channel.ts'
import type { Message } from './compose-message.ts'

/** What a channel is tried with. */
export function testMessage({ name }: AlertChannel): Message {
  return {
    code: 'TEST',
    severity: 'info',
    title: 'Cryptobot can reach you here',
    text: `This is a test of the channel "${name}". Nothing has happened.`,
  }
}
