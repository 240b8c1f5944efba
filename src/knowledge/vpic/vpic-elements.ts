/** The elements of vPIC that are read, by their number there. The others have no patterns or no use. */
export const element = {
  bodyClass: 5,
  cylinders: 9,
  displacementCc: 11,
  displacementL: 13,
  doors: 14,
  engineModel: 18,
  fuelPrimary: 24,
  gvwr: 25,
  model: 28,
  plantCity: 31,
  series: 34,
  trim: 38,
  engineConfiguration: 64,
  fuelSecondary: 66,
  plantCountry: 75,
  plantState: 77,
  gvwrTo: 190,
} as const

/** Elements whose patterns hold a row's number in a table of names. */
export const lookupTables: { [elementId: number]: string } = {
  [element.bodyClass]: 'BodyStyle',
  [element.fuelPrimary]: 'FuelType',
  [element.fuelSecondary]: 'FuelType',
  [element.gvwr]: 'GrossVehicleWeightRating',
  [element.gvwrTo]: 'GrossVehicleWeightRating',
  [element.model]: 'Model',
  [element.engineConfiguration]: 'EngineConfiguration',
  [element.plantCountry]: 'Country',
}
