export { listRequests, type RequestRouteDeps } from './list-requests.ts'
