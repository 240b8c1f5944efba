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

/** What --enable or --disable says of a member; neither says nothing. */
export function switched<Name extends string>(
  name: Name,
  { enable, disable }: { enable?: boolean; disable?: boolean },
): { [K in Name]?: boolean } {
  return (enable || disable ? { [name]: enable === true } : {}) as { [K in Name]?: boolean }
}

/** On a terminal, how far a long import is. */
export function progress(json: boolean | undefined): (rows: number) => void {
  if (json || !process.stderr.isTTY) return () => {}
  return (rows) => process.stderr.write(`\r${rows} rows`)
}
