import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser'

// The house's arrows: main → app → api and worker → rooms → {http, jobs, db} → kernel; never back.

const pureRooms = '^src/(facts|writing|grounding|compliance|markup|ideaclouds/research)/'

export const forbidden: IForbiddenRuleType[] = [
  {
    name: 'no-circle',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'kernel-imports-nothing-of-ours',
    severity: 'error',
    from: { path: '^src/kernel/' },
    to: { path: '^src/(?!kernel/)' },
  },
  {
    name: 'db-knows-kernel-only',
    severity: 'error',
    from: { path: '^src/db/' },
    to: { path: '^src/(?!db/|kernel/)' },
  },
  {
    name: 'http-and-jobs-know-db-and-kernel-only',
    severity: 'error',
    from: { path: '^src/(http|jobs)/' },
    to: { path: '^src/(?!$1/|db/|kernel/)' },
  },
  {
    name: 'rooms-meet-through-their-index',
    severity: 'error',
    from: { path: '^src/([^/]+)/' },
    to: {
      path: '^src/(?!$1/|kernel/)[^/]+/',
      pathNot: ['^src/[^/]+/index\\.ts$', '^src/[^/]+/port\\.ts$'],
    },
  },
  {
    name: 'app-enters-by-the-index',
    severity: 'error',
    from: { path: '^src/[^/]+\\.ts$' },
    to: {
      path: '^src/(?!kernel/|commands/)[^/]+/',
      pathNot: ['^src/[^/]+/(routes/)?index\\.ts$', '^src/[^/]+/port\\.ts$'],
    },
  },
  {
    name: 'only-routes-import-http',
    severity: 'error',
    from: { path: '^src/[^/]+/', pathNot: ['^src/http/', '^src/[^/]+/routes/'] },
    to: { path: '^src/http/' },
  },
  {
    name: 'only-app-and-commands-know-the-app',
    severity: 'error',
    from: { path: '^src/[^/]+/', pathNot: '^src/commands/' },
    to: { path: '^src/[^/]+\\.ts$' },
  },
  {
    name: 'only-stores-run-sql',
    severity: 'error',
    from: { path: '^src/', pathNot: ['^src/(db|jobs)/', '-store\\.ts$'] },
    to: { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'only-models-know-the-ai-sdk',
    severity: 'error',
    from: { path: '^src/', pathNot: '^src/models/' },
    to: { path: 'node_modules/(ai|@ai-sdk)/' },
  },
  {
    name: 'models-know-nothing-of-what-they-are-asked-for',
    severity: 'error',
    from: { path: '^src/models/' },
    to: { path: '^src/', pathNot: ['^src/(models|kernel|facts|writing|db|http|audit)/'] },
  },
  {
    name: 'pure-rooms-know-facts-only',
    severity: 'error',
    from: { path: pureRooms },
    to: { path: '^src/', pathNot: ['^src/facts/', '^src/$1/'] },
  },
  {
    name: 'research-knows-nothing-of-its-room',
    severity: 'error',
    from: { path: '^src/ideaclouds/research/' },
    to: { path: '^src/ideaclouds/(?!research/)' },
  },
  {
    name: 'pure-rooms-do-no-io',
    severity: 'error',
    from: { path: pureRooms },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'src-stands-alone',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^(test|bench|scripts|demo)/' },
  },
  {
    name: 'no-development-packages',
    severity: 'error',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
]

export const options: ICruiseOptions = {
  doNotFollow: { path: 'node_modules' },
  tsPreCompilationDeps: true,
  parser: 'swc',
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default'],
    extensions: ['.ts', '.js', '.mjs', '.json'],
  },
}
