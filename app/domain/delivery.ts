import type { Alert } from './alert.ts'

/** failed: given up. What was tried, and what came back, is kept with it. */
export type DeliveryState = 'waiting' | 'delivered' | 'failed'

/** When an alert is told through a channel. */
export interface DeliveryPlan {
  readonly channelId: string
  /** Those that are planned for the same moment are told together. Unix ms. */
  readonly plannedAt: number
  /** Why it is not told at once; empty when it is. */
  readonly heldBecause: string
}

/** An alert on its way through one channel. */
export interface Delivery extends DeliveryPlan {
  /** Grows by one a delivery. */
  readonly id: number
  readonly alert: Alert
  readonly state: DeliveryState
  /** When it is tried next, while it waits. */
  readonly dueAt: number
  readonly attempts: number
  /** What the provider answered when it failed last; empty when it did not. */
  readonly trouble: string
}

/** What an attempt changes. */
export type DeliveryChange = Pick<Delivery, 'id' | 'state' | 'dueAt' | 'attempts' | 'trouble'>
