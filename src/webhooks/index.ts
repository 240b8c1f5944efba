export {
  deleteOldEvents,
  type EventData,
  type EventType,
  eventWrite,
  insertEvents,
  type NewEvent,
} from './event-store.ts'
