export { type Keyring, openKeyring } from './keyring.ts'
export {
  changeScopes,
  createKey,
  type KeyView,
  listKeys,
  type NewKey,
  parseScopes,
  revokeKey,
} from './manage-keys.ts'
