import { describeSeeds } from './seeds.suite.ts'

// Two files, so that they run at the same time.
describeSeeds(1, 1_000)
