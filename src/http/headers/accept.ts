/** Whether `Accept` names text/html at no less than JSON's weight. Wildcards are JSON. */
export function prefersHtml(accept: string | string[] | undefined): boolean {
  const weights = new Map<string, number>()
  for (const part of [accept].flat().join(',').split(',')) {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
    const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    const weight = q === undefined ? 1 : Number(q)
    weights.set(type, Number.isFinite(weight) ? weight : 0)
  }
  const html = weights.get('text/html') ?? 0
  return html > 0 && html >= (weights.get('application/json') ?? 0)
}
