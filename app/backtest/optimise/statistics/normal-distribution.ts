/** Beyond it, a double cannot tell the distribution from 0 and 1. */
const FAR = 8.3

/** The standard normal distribution function by its series: G. Marsaglia, "Evaluating the Normal Distribution", 2004. */
export function normalCdf(x: number): number {
  if (x <= -FAR) return 0
  if (x >= FAR) return 1
  let term = x
  let sum = x
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd
    sum += term
  }
  return 0.5 + (sum * Math.exp(-(x * x) / 2)) / Math.sqrt(2 * Math.PI)
}

/** Where the distribution function has this value, found by halving: it only ever rises. */
export function normalQuantile(probability: number): number {
  let [low, high] = [-FAR, FAR]
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (normalCdf(middle) < probability) low = middle
    else high = middle
  }
  return (low + high) / 2
}
