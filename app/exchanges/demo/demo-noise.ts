import { randomAt } from '../seeded-random.ts'

/**
 * A smooth curve in [−1, 1] that takes a new random value at every whole place. Like the random numbers themselves, it
 * is made of integer mixing and + − × ÷ only, which unlike sin or exp yield the same bits in every JavaScript engine.
 */
export function smoothNoise(seed: number, stream: number, place: number): number {
  const left = Math.floor(place)
  const from = randomAt(seed, stream, left) * 2 - 1
  const to = randomAt(seed, stream, left + 1) * 2 - 1
  return blend(from, to, place - left)
}

/** From one value to the next along an S-shaped curve that is level at both ends. */
export function blend(from: number, to: number, share: number): number {
  return from + (to - from) * share * share * (3 - 2 * share)
}
