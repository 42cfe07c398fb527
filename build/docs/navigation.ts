/** The order in which the site lists its pages, by address; a test finds a page that is missing here. */
export const NAVIGATION: readonly {
  readonly heading: string
  readonly pages: readonly string[]
}[] = [
  {
    heading: 'Begin',
    pages: [
      'index.html',
      'user-guide/install.html',
      'user-guide/first-hour.html',
      'concepts.html',
      'faq.html',
    ],
  },
  {
    heading: 'User guide',
    pages: [
      'user-guide/index.html',
      'user-guide/alerts.html',
      'user-guide/monitoring.html',
      'troubleshooting.html',
      'security.html',
      'support.html',
    ],
  },
  {
    heading: 'Risk handbook',
    pages: ['risk/index.html', 'risk/limits.html', 'risk/breakers.html', 'risk/sizing.html'],
  },
  {
    heading: 'Strategies',
    pages: ['strategies/index.html', 'strategies/tutorial.html', 'strategies/your-own.html'],
  },
  {
    heading: 'Research',
    pages: [
      'research/market-data.html',
      'research/backtest.html',
      'research/optimisation.html',
      'research/paper-parity.html',
    ],
  },
  {
    heading: 'Reference',
    pages: [
      'reference/headless.html',
      'reference/command-line.html',
      'reference/configuration.html',
      'reference/strategy-api.html',
      'reference/exchange-faults.html',
      'reference/simulation.html',
    ],
  },
  {
    heading: 'The project',
    pages: [
      'project/architecture.html',
      'project/decisions/index.html',
      'project/contributing.html',
      'project/reporting-a-weakness.html',
      'project/changelog.html',
    ],
  },
]
