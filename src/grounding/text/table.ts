/**
 * A table that is looked up by words of a text. A plain object answers for "constructor" too, with what every object of
 * the language has.
 */
export const tableOf = <T>(rows: Readonly<Record<string, T>>): Readonly<Record<string, T | undefined>> =>
  Object.assign(Object.create(null), rows)
