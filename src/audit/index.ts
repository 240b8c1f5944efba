export {
  type Actor,
  type AuditAction,
  type AuditRow,
  deleteOldAudit,
  insertAudit,
  listAudit,
} from './audit-store.ts'
export { changesOf } from './changes.ts'
