/** What a series of the chart can do with points of one kind. */
type Drawable<Point> = {
  setData(points: Point[]): void
  update(point: Point): void
}

/** One series and the way from columns to its points. */
export type ColumnLayer<Columns> = {
  readonly drawAll: (columns: Columns) => void
  readonly drawFrom: (columns: Columns, start: number) => void
}

export function columnLayer<Columns, Point>(
  series: Drawable<Point>,
  points: (columns: Columns, start: number) => Point[],
): ColumnLayer<Columns> {
  return {
    drawAll: (columns) => series.setData(points(columns, 0)),
    drawFrom: (columns, start) => {
      for (const point of points(columns, start)) series.update(point)
    },
  }
}
