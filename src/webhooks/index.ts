export { startDelivery } from './delivery/start-delivery.ts'
export { deleteOldEvents, eventWrite, insertEvents } from './event-store.ts'
export { eventCatalogue, type NewEvent, webhookEventTypes } from './event-types.ts'
