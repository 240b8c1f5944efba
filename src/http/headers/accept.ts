/** Whether `Accept` names text/html at no less than JSON's weight. Wildcards are JSON. */
export function prefersHtml(accept: string | string[] | undefined): boolean {
  const weights = weightsOf(accept)
  const html = weights.get('text/html') ?? 0
  return html > 0 && html >= (weights.get('application/json') ?? 0)
}

/** The type to which `Accept` gives the most weight, the earlier of equals. Wildcards, and what is not offered, are the first. */
export function preferredType<Type extends string>(
  accept: string | string[] | undefined,
  offered: readonly [Type, ...Type[]],
): Type {
  const weights = weightsOf(accept)
  return offered.reduce((best, type) => ((weights.get(type) ?? 0) > (weights.get(best) ?? 0) ? type : best))
}

function weightsOf(accept: string | string[] | undefined): Map<string, number> {
  const weights = new Map<string, number>()
  for (const part of [accept].flat().join(',').split(',')) {
    const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
    const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
    const weight = q === undefined ? 1 : Number(q)
    weights.set(type, Number.isFinite(weight) ? weight : 0)
  }
  return weights
}
