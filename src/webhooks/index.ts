export {
  deleteOldEvents,
  type EventData,
  type EventType,
  eventWrite,
  insertEvents,
  type NewEvent,
} from './event-store.ts'
export { eventCatalogue, webhookEventTypes } from './event-types.ts'
