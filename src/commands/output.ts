/** What a command prints: with --json the object itself, else its lines. */
export function print(options: { json?: boolean }, value: unknown, lines: () => string[]): void {
  const text = options.json ? JSON.stringify(value, null, 2) : lines().join('\n')
  process.stdout.write(`${text}\n`)
}

/** Rows under their headings, columns aligned. */
export function table(headings: string[], rows: (string | number | null)[][]): string[] {
  const cells = [headings, ...rows.map((row) => row.map((cell) => String(cell ?? '')))]
  const widths = headings.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)))
  return cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
