import { request } from '../api/request.ts'
import { chartDeskStore } from '../stores/chart-desk-store.ts'

/** A period that is typed is kept when it stands, not with every digit. */
const KEPT_AFTER_MS = 300

let timer: ReturnType<typeof setTimeout> | undefined

/** Takes over what was kept from the last time, and keeps whatever is changed from now on. */
export async function loadChartDesk(): Promise<void> {
  const state = chartDeskStore.getState()
  if (state.isLoaded) return
  const answer = await request('loadChartDesk', null)
  if (!answer.ok || chartDeskStore.getState().isLoaded) return
  state.loaded(answer.value)
  chartDeskStore.subscribe(() => {
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), KEPT_AFTER_MS)
  })
}

/** Where it cannot be kept, in a profile that may only be looked at, it is as it was the next time. */
async function keep(): Promise<void> {
  const { look, count, panes, showsTrades } = chartDeskStore.getState()
  await request('saveChartDesk', { look, count, panes, showsTrades })
}
