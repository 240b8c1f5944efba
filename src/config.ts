import { resolve } from 'node:path'
import { OperatorError } from '#kernel/errors.ts'
import type { SearchSettings } from '#knowledge/index.ts'
import type { Budget, ModelSetting } from '#models/port.ts'
import {
  type ModelWork,
  modelBudgetOf,
  modelCallsOf,
  modelSettingsOf,
  modelWorksOf,
} from './model-settings.ts'

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

export type Config = Readonly<{
  host: string
  port: number
  /** Absolute path. */
  dataFolder: string
  /** Undefined: the embedded PostgreSQL in the data folder. */
  databaseUrl: string | undefined
  /** Without a trailing slash. */
  publicUrl: string
  /** 32 bytes for cursors and encryption; undefined: the file `secret` in the data folder. */
  secret: Buffer | undefined
  logLevel: LogLevel
  /** Webhooks may go to loopback addresses, by http too. */
  dev: boolean
  /** Api processes on the database, this one included; above one they keep the limits together. */
  nodes: number
  /** Whose pages may call: every origin's, those listed, or (empty) none. */
  corsOrigins: '*' | readonly string[]
  /** Who is asked for pages; undefined: nobody. */
  search: SearchSettings | undefined
  /** In the order in which they are asked; empty: the built-in writer alone. */
  models: readonly ModelSetting[]
  /** Calls of one provider at once by this process, and so articles that it writes side by side. */
  modelCalls: number
  /** What they are asked for; the built-in ways do the rest. */
  modelFor: readonly ModelWork[]
  /** What each site may use of them. */
  modelBudget: Budget
}>

type Environment = Record<string, string | undefined>

/**
 * Reads the settings; nothing else reads the environment.
 * @throws OperatorError that lists every fault.
 */
export function readConfig(environment: Environment = process.env): Config {
  const faults: string[] = []
  const value = (name: string) => environment[name]?.trim() || undefined
  const databaseUrl = value('DATABASE_URL')
  const host = value('HOST') ?? '127.0.0.1'
  const port = portOf(value('PORT'), faults)
  const config = {
    host,
    port,
    dataFolder: resolve(value('FORECOURT_DATA') ?? 'data'),
    databaseUrl: databaseUrlOf(databaseUrl, faults),
    publicUrl: publicUrlOf(value('FORECOURT_PUBLIC_URL'), host, port, faults),
    secret: secretOf(value('FORECOURT_SECRET'), databaseUrl !== undefined, faults),
    logLevel: logLevelOf(value('FORECOURT_LOG_LEVEL'), faults),
    dev: devOf(value('FORECOURT_DEV'), faults),
    nodes: nodesOf(value('FORECOURT_NODES'), faults),
    corsOrigins: corsOriginsOf(value('FORECOURT_CORS_ORIGINS'), faults),
    search: searchOf(value('FORECOURT_SEARCH'), value('FORECOURT_SEARCH_KEY'), faults),
    models: modelSettingsOf(value, faults),
    modelCalls: modelCallsOf(value('FORECOURT_MODEL_CALLS'), faults),
    modelFor: modelWorksOf(value, faults),
    modelBudget: modelBudgetOf(value, faults),
  }
  if (faults.length > 0) throw new OperatorError(`The settings are not right. ${faults.join(' ')}`)
  return Object.freeze(config)
}

function portOf(text: string | undefined, faults: string[]): number {
  const port = text === undefined ? 8080 : Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    faults.push('PORT must be a number from 0 to 65535.')
  return port
}

function databaseUrlOf(text: string | undefined, faults: string[]): string | undefined {
  if (text !== undefined && !/^postgres(ql)?:\/\//.test(text)) {
    faults.push('DATABASE_URL must begin with postgres://.')
  }
  return text
}

function publicUrlOf(text: string | undefined, host: string, port: number, faults: string[]): string {
  if (text === undefined) return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (!/^https?:\/\/[^\s/]+/.test(text)) faults.push('FORECOURT_PUBLIC_URL must be an http or https address.')
  return text.replace(/\/+$/, '')
}

function secretOf(text: string | undefined, required: boolean, faults: string[]): Buffer | undefined {
  if (text === undefined) {
    if (required)
      faults.push(
        'FORECOURT_SECRET is required with DATABASE_URL: 32 bytes in base64, as `openssl rand -base64 32` prints.',
      )
    return undefined
  }
  const secret = Buffer.from(text, 'base64')
  if (secret.length !== 32)
    faults.push('FORECOURT_SECRET must be 32 bytes in base64, as `openssl rand -base64 32` prints.')
  return secret
}

function logLevelOf(text: string | undefined, faults: string[]): LogLevel {
  const level = (text ?? 'info') as LogLevel
  if (!logLevels.includes(level)) faults.push(`FORECOURT_LOG_LEVEL must be one of: ${logLevels.join(', ')}.`)
  return level
}

function nodesOf(text: string | undefined, faults: string[]): number {
  const nodes = text === undefined ? 1 : Number(text)
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > 1000) {
    faults.push('FORECOURT_NODES must be the number of api processes on the database, 1 to 1000.')
  }
  return nodes
}

function corsOriginsOf(text: string | undefined, faults: string[]): '*' | readonly string[] {
  if (text === undefined) return []
  if (text === '*') return '*'
  const origins = text.split(',').map((origin) => origin.trim())
  const wrong = origins.filter((origin) => !isOrigin(origin))
  if (wrong.length > 0) {
    faults.push(
      `FORECOURT_CORS_ORIGINS must be * or origins such as https://shop.example.com with commas between; this is none: ${wrong.map((origin) => `"${origin}"`).join(', ')}.`,
    )
  }
  return origins
}

const keyedEngines = ['brave', 'tavily'] as const

function searchOf(
  text: string | undefined,
  key: string | undefined,
  faults: string[],
): SearchSettings | undefined {
  if (text === undefined) return undefined
  const isAddress = /^https?:\/\//.test(text)
  const engine = isAddress ? 'searxng' : keyedEngines.find((name) => name === text)
  if (!engine || (isAddress && !URL.canParse(text))) {
    faults.push('FORECOURT_SEARCH must be brave, tavily, or the address of a SearXNG.')
    return undefined
  }
  if (!isAddress && key === undefined) faults.push(`FORECOURT_SEARCH_KEY is required with ${engine}.`)
  return { engine, url: isAddress ? text : undefined, key }
}

/** Scheme, host and port as a browser sends them: in lower case, without a path. */
function isOrigin(text: string): boolean {
  return /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text
}

function devOf(text: string | undefined, faults: string[]): boolean {
  if (text !== undefined && text !== '0' && text !== '1') faults.push('FORECOURT_DEV must be 0 or 1.')
  return text === '1'
}
