import { describeSeeds } from './seeds.suite.ts'

describeSeeds(1_001, 1_000)
