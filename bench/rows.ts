// The table that the bench prints.

export type Row = {
  what: string
  ours: string
  limit: string
  ratio: string
  p50: string
  p99: string
  target: string
}

/** A row without a limit beside it. */
export function standingRow(what: string, ours: string, target: string): Row {
  return { what, ours, limit: '', ratio: '', p50: '', p99: '', target }
}

export function ms(value: number): string {
  return `${value.toFixed(1)} ms`
}

/** Progress, for who waits. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}

export function print(list: readonly Row[]): void {
  const headings: Row = {
    what: '',
    ours: 'ours',
    limit: 'limit',
    ratio: 'ratio',
    p50: 'p50',
    p99: 'p99',
    target: 'target',
  }
  const names = Object.keys(headings) as (keyof Row)[]
  const width = (name: keyof Row) => Math.max(...[headings, ...list].map((row) => row[name].length))
  for (const row of [headings, ...list])
    console.log(names.map((name) => row[name].padEnd(width(name))).join('  '))
}
