export { type Actor, actingKey } from './actor.ts'
export {
  type AuditAction,
  type AuditRow,
  deleteOldAudit,
  findLastAuditAt,
  insertAudit,
  listAudit,
} from './audit-store.ts'
export { changesOf } from './changes.ts'
