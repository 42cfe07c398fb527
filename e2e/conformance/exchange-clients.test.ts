import { describeExchangeClient } from '../../app/exchanges/exchange-client.suite.ts'
import { describeRealExchangeClient } from '../../app/exchanges/exchange-world.suite.ts'
import { openFakeBench } from './fake-bench.fixture.ts'
import { FAKES } from './fakes.ts'

for (const fake of FAKES) {
  const name = `a fake ${fake.name}`
  describeExchangeClient(name, () => openFakeBench(fake))
  describeRealExchangeClient(name, () => openFakeBench(fake))
}
