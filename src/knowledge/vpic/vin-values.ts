import {
  modelBySeries,
  placeName,
  singleName,
  tradeBodyStyle,
  tradeFuelType,
  tradeModel,
  tradeSeries,
  tradeTrim,
} from './trade-names.ts'
import { element } from './vpic-elements.ts'

/** By attribute key of the facts' vocabulary, and `engine_model`, `engine_configuration`, `plant_state`. */
export type VinValues = { readonly [attribute: string]: string | number }

/** What the patterns of one VIN say: the text of each element. */
export type ElementTexts = ReadonlyMap<number, { text: string; make: string | null }>

function numberBetween(text: string | undefined, lowest: number, highest: number): number | undefined {
  const value = Number(text)
  return text && value >= lowest && value <= highest ? value : undefined
}

/** Litres with one decimal, as engines are named: 1498 cc and 1.5 L give 1.5. */
function displacementL(litres: string | undefined, cubicCentimetres: string | undefined): number | undefined {
  const value = numberBetween(litres, 0.5, 10) ?? (numberBetween(cubicCentimetres, 500, 10_000) ?? 0) / 1000
  return value > 0 ? Math.round(value * 10) / 10 : undefined
}

/** The values of the trade; what vPIC leaves open or says ambiguously is absent. */
export function valuesOf(texts: ElementTexts): VinValues {
  const text = (elementId: number) => texts.get(elementId)?.text
  const name = (elementId: number) => singleName(text(elementId) ?? '')
  const model = texts.get(element.model)
  const trade = model?.make ? tradeModel(model.make, model.text) : undefined
  const series = tradeSeries(text(element.series) ?? '')
  const bySeries = trade && series ? modelBySeries(trade.make, trade.model, series) : undefined
  const secondary = text(element.fuelSecondary)
  const burnsNothing = text(element.fuelPrimary) === 'Electric' && !secondary
  const values: { [attribute: string]: string | number | undefined } = {
    make: trade?.make,
    model: bySeries?.model ?? trade?.model,
    series: bySeries ? undefined : series,
    trim: bySeries?.trim ?? tradeTrim(text(element.trim) ?? '', trade?.model),
    body_style: tradeBodyStyle(text(element.bodyClass) ?? ''),
    // An odd number counts the tailgate, which a listing in the United States does not.
    doors: [2, 4].find((doors) => String(doors) === text(element.doors)),
    cylinders: burnsNothing ? undefined : numberBetween(text(element.cylinders), 2, 16),
    displacement_l: burnsNothing
      ? undefined
      : displacementL(text(element.displacementL), text(element.displacementCc)),
    fuel_type: tradeFuelType(text(element.fuelPrimary) ?? '', secondary),
    engine_model: name(element.engineModel),
    engine_configuration: name(element.engineConfiguration),
    gvwr: texts.has(element.gvwrTo) ? undefined : text(element.gvwr),
    plant_city: placeName(text(element.plantCity) ?? '') || undefined,
    plant_state: placeName(text(element.plantState) ?? '') || undefined,
    plant_country: placeName(text(element.plantCountry) ?? '') || undefined,
  }
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  )
}
