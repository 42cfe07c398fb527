import type { BacktestFigures } from '../../../../app/contract/research.ts'
import { classNames } from '../../../components/class-names.ts'
import { formatSignedShare } from '../../../format/share.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

type Month = BacktestFigures['months'][number]

/** A row a year, a column a month: what the account made, and below it what the market did. */
export function MonthsTable({ months }: { readonly months: readonly Month[] }) {
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))]
  return (
    <div className="h-full overflow-y-auto p-3">
      <table aria-label="Months" className="w-full table-fixed border-separate border-spacing-0">
        <thead>
          <tr className="text-small text-ink-soft">
            <th scope="col" className="w-14 px-1 text-left font-normal">
              Year
            </th>
            {MONTHS.map((word) => (
              <th key={word} scope="col" className="px-1 text-right font-normal">
                {word}
              </th>
            ))}
            <th scope="col" className="w-[76px] px-1 text-right font-normal">
              Year
            </th>
          </tr>
        </thead>
        <tbody>
          {years.map((year) => (
            <YearRow key={year} year={year} months={months} />
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-small text-ink-soft">
        Below each month, small: buy and hold in the same month.
      </p>
    </div>
  )
}

type YearRowProps = { readonly year: string; readonly months: readonly Month[] }

function YearRow({ year, months }: YearRowProps) {
  const own = months.filter(({ month }) => month.startsWith(year))
  return (
    <tr>
      <th scope="row" className="border-line border-t px-1 py-1.5 text-left font-strong">
        {year}
      </th>
      {MONTHS.map((word, index) => {
        const key = `${year}-${String(index + 1).padStart(2, '0')}`
        return <ShareCell key={word} month={own.find(({ month }) => month === key)} />
      })}
      <ShareCell month={compounded(own)} isTotal />
    </tr>
  )
}

type Shares = Pick<Month, 'return' | 'buyAndHoldReturn'>

type ShareCellProps = { readonly month: Shares | undefined; readonly isTotal?: boolean }

function ShareCell({ month, isTotal = false }: ShareCellProps) {
  if (month === undefined) return <td className="border-line border-t" />
  const share = month.return
  return (
    <td className="border-line border-t px-1 py-1.5 text-right">
      <span
        className={classNames(
          'block text-small',
          isTotal && 'font-strong',
          share === 0 ? 'text-ink-soft' : share > 0 ? 'text-up' : 'text-down',
        )}
      >
        {short(share)}
      </span>
      <span className="block text-ink-soft text-tiny leading-[14px]">
        {short(month.buyAndHoldReturn)}
      </span>
    </td>
  )
}

/** "+12.4": the column is narrow, and all of them are percent. */
function short(share: number): string {
  return formatSignedShare(share).replace(/\d %$/, ' %')
}

function compounded(months: readonly Month[]): Shares {
  return months.reduce(
    (year, month) => ({
      return: (1 + year.return) * (1 + month.return) - 1,
      buyAndHoldReturn: (1 + year.buyAndHoldReturn) * (1 + month.buyAndHoldReturn) - 1,
    }),
    { return: 0, buyAndHoldReturn: 0 },
  )
}
