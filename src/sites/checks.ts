// What an operator's option must look like. Each throws an OperatorError that names the option.

import { OperatorError } from '#kernel/errors.ts'

const urlCharactersMax = 2048

export function filled(option: string, value: string, charactersMax = 200): string {
  const text = value.trim()
  if (text === '' || [...text].length > charactersMax)
    throw new OperatorError(`${option} must have 1 to ${charactersMax} characters.`)
  return text
}

export function shaped(option: string, value: string, shape: RegExp, words: string): string {
  if (!shape.test(value)) throw new OperatorError(`${option} must be ${words}.`)
  return value
}

export function oneOf<const T extends string>(option: string, value: string, values: readonly T[]): T {
  const known = values.find((one) => one === value)
  if (!known) throw new OperatorError(`${option} must be one of: ${values.join(', ')}.`)
  return known
}

export function webAddress(option: string, value: string): string {
  const url = URL.canParse(value.trim()) ? new URL(value.trim()) : undefined
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (!url || !isWeb || url.username || url.password || url.href.length > urlCharactersMax)
    throw new OperatorError(
      `${option} must be an address such as https://www.example-honda.com/service, without a password.`,
    )
  return url.href
}

/** Something of the change must be there. */
export function named<T extends object>(change: T, options: string): T {
  if (Object.values(change).every((value) => value === undefined))
    throw new OperatorError(`Say what to change: ${options}.`)
  return change
}
