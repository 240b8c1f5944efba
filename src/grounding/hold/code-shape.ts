/** The shape of a stock number: "H1234" is "A9999". Words and plain figures have none. */
export function shapeOf(raw: string): string {
  if (raw.length < 5 || raw.length > 12 || !/^[A-Z]/.test(raw) || !/\d{3}/.test(raw)) return ''
  return raw.replace(/[A-Z]/g, 'A').replace(/\d/g, '9')
}
