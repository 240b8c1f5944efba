import { renderHtml } from '#markup/index.ts'
import type { Description } from './description-store.ts'
import type { StoredVehicle } from './vehicle-store.ts'

/** One item of the list: both documented shapes at once. */
export function presentVehicle(vehicle: StoredVehicle): Record<string, unknown> {
  return {
    vin: vehicle.vin,
    stock_number: vehicle.stockNumber,
    year: vehicle.year,
    make: vehicle.make,
    model: vehicle.model,
    trim: vehicle.trim,
    condition: vehicle.condition,
    vehicle_type: vehicle.condition === 'new' ? 'New' : 'Used',
    certified: vehicle.condition === 'certified',
    price: vehicle.price,
    msrp: vehicle.msrp,
    sale_price: vehicle.salePrice,
    mileage: vehicle.mileage,
    exterior_color: vehicle.exteriorColor,
    interior_color: vehicle.interiorColor,
    body_style: vehicle.bodyStyle,
    engine: vehicle.engine,
    cylinders: vehicle.cylinders,
    transmission: vehicle.transmission,
    drivetrain: vehicle.drivetrain,
    fuel_type: vehicle.fuelType,
    doors: vehicle.doors,
    city_mpg: vehicle.cityMpg,
    highway_mpg: vehicle.highwayMpg,
    battery_range: vehicle.batteryRange,
    in_stock_since: vehicle.inStockSince,
    status: vehicle.status,
    url: vehicle.url,
    image_url: vehicle.images[0] ?? null,
    has_description: vehicle.description !== null,
    description_status: vehicle.descriptionStatus,
    created_at: vehicle.createdAt.toISOString(),
    updated_at: vehicle.updatedAt.toISOString(),
  }
}

export function presentVehicleDetail(vehicle: StoredVehicle): Record<string, unknown> {
  return {
    ...presentVehicle(vehicle),
    images: vehicle.images,
    options: vehicle.options,
    features: vehicle.features,
    dealer_comments: vehicle.dealerComments,
    ai_description: vehicle.description,
  }
}

/** As one vehicle is shown, with the text in both its forms. */
export async function presentFeedVehicle(vehicle: StoredVehicle): Promise<Record<string, unknown>> {
  const { ai_description: description, ...shown } = presentVehicleDetail(vehicle)
  return {
    ...shown,
    description,
    description_html: vehicle.description === null ? null : await renderHtml(vehicle.description),
  }
}

export function presentDescription(
  vin: string,
  found: Description | undefined,
  html: string | null,
): Record<string, unknown> {
  const grounding = found?.grounding ?? null
  return {
    vin,
    status: found?.status ?? 'not_generated',
    description: found?.text ?? null,
    html,
    component_id: found?.id ?? null,
    word_count: found?.wordCount ?? null,
    grounding: grounding && {
      claims: grounding.supported + grounding.removed,
      ...grounding,
    },
    compliance: null,
    stale: (found?.staleSince ?? null) !== null,
    stale_since: found?.staleSince?.toISOString() ?? null,
    generated_at: found?.generatedAt?.toISOString() ?? null,
    ...(found?.error ? { error: found.error } : {}),
  }
}
