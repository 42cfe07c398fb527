import { lazy, type ReactNode, Suspense } from 'react'
import type { KeyEntryApi } from '../../app/contract/key-entry.ts'

/** Screens that are not needed for the first picture are loaded when they are opened. */
const Wizard = lazy(async () => ({ default: (await import('./wizard/wizard.tsx')).Wizard }))
const Settings = lazy(async () => ({ default: (await import('./settings/settings.tsx')).Settings }))
const Drifts = lazy(async () => ({
  default: (await import('./drifts/drift-inbox.tsx')).DriftInbox,
}))
const Risk = lazy(async () => ({ default: (await import('./risk/risk.tsx')).Risk }))
const Health = lazy(async () => ({ default: (await import('./health/health.tsx')).Health }))
const Research = lazy(async () => ({ default: (await import('./research/research.tsx')).Research }))
const Markets = lazy(async () => ({ default: (await import('./markets/markets.tsx')).Markets }))
const Records = lazy(async () => ({ default: (await import('./records/records.tsx')).Records }))
const Data = lazy(async () => ({ default: (await import('./data/data.tsx')).Data }))
const Bots = lazy(async () => ({ default: (await import('./bots/bots.tsx')).Bots }))
const Alerts = lazy(async () => ({ default: (await import('./alerts/alerts.tsx')).Alerts }))

const KeyEntry = lazy(async () => ({
  default: (await import('./keys/key-entry.tsx')).KeyEntry,
}))

const PassphraseQuestion = lazy(async () => ({
  default: (await import('./lock/passphrase-question.tsx')).PassphraseQuestion,
}))

const Lock = lazy(async () => ({ default: (await import('./lock/lock-screen.tsx')).Lock }))

export function WizardScreen() {
  return (
    <Loading>
      <Wizard />
    </Loading>
  )
}

export function SettingsScreen() {
  return (
    <Loading>
      <Settings />
    </Loading>
  )
}

export function DriftsScreen() {
  return (
    <Loading>
      <Drifts />
    </Loading>
  )
}

export function RiskScreen() {
  return (
    <Loading>
      <Risk />
    </Loading>
  )
}

export function HealthScreen() {
  return (
    <Loading>
      <Health />
    </Loading>
  )
}

export function ResearchScreen() {
  return (
    <Loading>
      <Research />
    </Loading>
  )
}

export function MarketsScreen() {
  return (
    <Loading>
      <Markets />
    </Loading>
  )
}

export function RecordsScreen() {
  return (
    <Loading>
      <Records />
    </Loading>
  )
}

export function DataScreen() {
  return (
    <Loading>
      <Data />
    </Loading>
  )
}

export function BotsScreen() {
  return (
    <Loading>
      <Bots />
    </Loading>
  )
}

export function AlertsScreen() {
  return (
    <Loading>
      <Alerts />
    </Loading>
  )
}

export function KeyEntryScreen({ entry }: { readonly entry: KeyEntryApi }) {
  return (
    <Loading>
      <KeyEntry entry={entry} />
    </Loading>
  )
}

/** Above what was asked for, which stays as it is meanwhile. */
export function PassphraseScreen() {
  return (
    <Suspense fallback={null}>
      <PassphraseQuestion />
    </Suspense>
  )
}

export function LockScreen() {
  return (
    <Loading>
      <Lock />
    </Loading>
  )
}

function Loading({ children }: { readonly children: ReactNode }) {
  return <Suspense fallback={<div className="h-full bg-canvas" />}>{children}</Suspense>
}
