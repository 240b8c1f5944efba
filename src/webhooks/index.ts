export { type Delivery, startDelivery } from './delivery/start-delivery.ts'
export { deleteOldEvents, eventWrite, insertEvents } from './event-store.ts'
export type { NewEvent } from './event-types.ts'
