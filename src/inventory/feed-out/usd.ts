/** "28500 USD"; of what is unknown nothing. */
export function usd(dollars: number | null): string | null {
  return dollars === null ? null : `${dollars} USD`
}
