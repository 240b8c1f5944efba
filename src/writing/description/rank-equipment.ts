import type { Fact } from '#facts/index.ts'
import type { Picker } from '../phrase/index.ts'
import table from '../phrase-bank/description/feature-value.json' with { type: 'json' }

/**
 * Equipment by worth to a buyer, best first: the worth of its group, plus up to 6 for rarity in the stock, and a small
 * seeded part so that neighbours of equal worth do not stand in the same order in every car. A list that leads with
 * four cameras says little, so a group's later entries count less.
 * @param stockShare share of the stock that has it, by value in lower case, 0 to 1.
 */
export function rankEquipment(
  equipment: readonly Fact[],
  stockShare: ReadonlyMap<string, number> | undefined,
  picker: Picker,
): Fact[] {
  const worth = (fact: Fact) => {
    const share = stockShare?.get(String(fact.value).toLowerCase())
    return groupOf(fact).value + (share === undefined ? 0 : 6 * (1 - share)) + 4 * (picker.below(1000) / 1000)
  }
  const scored = equipment.map((fact) => ({ fact, score: worth(fact) })).sort((a, b) => b.score - a.score)
  const seen = new Map<string, number>()
  const spread = scored.map(({ fact, score }) => {
    const group = groupOf(fact).name
    const earlier = seen.get(group) ?? 0
    seen.set(group, earlier + 1)
    return { fact, score: score - 2 * earlier }
  })
  return spread.sort((a, b) => b.score - a.score).map(({ fact }) => fact)
}

function groupOf(fact: Fact): { name: string; value: number } {
  const text = String(fact.value).toLowerCase()
  const group = table.groups.find(({ words }) => words.some((word) => text.includes(word)))
  return group ?? { name: 'other', value: table.otherValue }
}
