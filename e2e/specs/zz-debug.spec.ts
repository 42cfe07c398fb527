import { Wizard } from '../pages/wizard.ts'
import { test } from '../support/story.ts'
import { writeFileSync } from 'node:fs'
test('debug', async ({ openApp, profile }) => {
  test.setTimeout(60000)
  let app = await openApp()
  await new Wizard(app.page).startDemo()
  await app.setPace(400)
  await new Promise(r=>setTimeout(r,5000))
  for (const pace of [50]) await app.setPace(pace)
  await app.quit()
  app = await openApp()
  console.log((await app.snapshot()).candles.openTime.length)
  const s = await app.page.context().newCDPSession(app.page)
  await s.send('Profiler.enable'); await s.send('Profiler.setSamplingInterval', { interval: 500 }); await s.send('Profiler.start')
  await new Promise(r=>setTimeout(r,4000))
  const { profile: p } = await s.send('Profiler.stop')
  writeFileSync('/tmp/dev/cpu.json', JSON.stringify(p))
  await app.setPace(1)
})
