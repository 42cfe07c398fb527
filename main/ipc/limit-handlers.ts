import type { Answer } from '../../app/contract/requests.ts'
import type { LimitScope } from '../../app/domain/risk-limits.ts'
import type { Workspace } from '../../app/engine/session/workspace.ts'
import type { RequestHandlers } from './answer-request.ts'

type LimitRequest = 'loadRisk' | 'saveLimits'
type WithWorkspace = <Value>(
  use: (workspace: Workspace) => Promise<Answer<Value>> | Answer<Value>,
) => Promise<Answer<Value>>
type Level = Parameters<RequestHandlers['saveLimits']>[0]['of']

export function limitHandlers(withWorkspace: WithWorkspace): Pick<RequestHandlers, LimitRequest> {
  return {
    loadRisk: () => withWorkspace((workspace) => ({ ok: true, value: workspace.riskView() })),
    saveLimits: ({ of, limits, isConfirmed }) =>
      withWorkspace((workspace) =>
        workspace.limits.save({ scope: scopeOf(of), limits, isConfirmed, actor: 'window' }),
      ),
  }
}

function scopeOf(of: Level): LimitScope {
  return of.level === 'bot' ? `bot:${of.botId}` : of.level
}
