/** What a series of the chart can do with points of one kind. */
type Drawable<Point> = {
  setData(points: Point[]): void
  update(point: Point): void
}

/** One series and the way from columns to its points. */
export type ColumnLayer<Columns> = {
  readonly drawAll: (columns: Columns) => void
  /** Draws what came since, from this index on. */
  readonly drawFrom: (columns: Columns, start: number) => void
}

/** Every single update makes the chart look at all of its points again, so many at once are quicker all anew. */
const UPDATES_MAX = 3

export function columnLayer<Columns, Point>(
  series: Drawable<Point>,
  points: (columns: Columns, start: number) => Point[],
): ColumnLayer<Columns> {
  const drawAll = (columns: Columns): void => series.setData(points(columns, 0))
  return {
    drawAll,
    drawFrom: (columns, start) => {
      const fresh = points(columns, start)
      if (fresh.length > UPDATES_MAX) drawAll(columns)
      else for (const point of fresh) series.update(point)
    },
  }
}
