import { Hidden } from '#kernel/hidden.ts'
import { type Budget, type ModelSetting, type ProviderName, providers } from '#models/port.ts'

const modelsMax = 5
const callsDefault = 8
const callsMax = 200

/** What a model can be asked to do. Descriptions are thousands, and documents long: both are chosen, not given. */
const modelWorks = ['articles', 'research', 'descriptions', 'sources'] as const
export type ModelWork = (typeof modelWorks)[number]
const usualWorks: readonly ModelWork[] = ['articles', 'research']

/** Reads `FORECOURT_MODEL_FOR`. */
export function modelWorksOf(
  value: (name: string) => string | undefined,
  faults: string[],
): readonly ModelWork[] {
  const text = value('FORECOURT_MODEL_FOR')
  if (text === undefined) return usualWorks
  const named = text.split(',').map((one) => one.trim())
  const works = modelWorks.filter((work) => named.includes(work))
  if (works.length < new Set(named).size) {
    faults.push(`FORECOURT_MODEL_FOR must name, with commas between, some of ${modelWorks.join(', ')}.`)
  }
  return works
}

/**
 * Reads `FORECOURT_MODEL`, and of the providers that it names the keys and addresses.
 * Addresses are the operator's own, so this machine and its network are allowed.
 */
export function modelSettingsOf(
  value: (name: string) => string | undefined,
  faults: string[],
): readonly ModelSetting[] {
  const text = value('FORECOURT_MODEL')
  if (text === undefined) return []
  const named = text.split(',').map((one) => one.trim())
  const wrong = named.filter((one) => !isModel(one))
  if (wrong.length > 0) {
    faults.push(
      `FORECOURT_MODEL must be provider/model, such as ollama/qwen3:8b, with commas between several; the provider is one of ${Object.keys(providers).join(', ')}; this is none: ${wrong.map((one) => `"${one}"`).join(', ')}.`,
    )
  }
  if (named.length > modelsMax || new Set(named).size < named.length) {
    faults.push(`FORECOURT_MODEL must name at most ${modelsMax} models, each once.`)
  }
  const models = named.filter(isModel).map(split)
  const read = new Map(
    [...new Set(models.map(([name]) => name))].map((name) => [name, access(name, value, faults)]),
  )
  return models.map(([provider, model]) => ({ provider, model, ...read.get(provider)! }))
}

/** Reads `FORECOURT_MODEL_CALLS`. */
export function modelCallsOf(text: string | undefined, faults: string[]): number {
  const calls = text === undefined ? callsDefault : Number(text)
  if (!Number.isInteger(calls) || calls < 1 || calls > callsMax) {
    faults.push(
      `FORECOURT_MODEL_CALLS must be how many calls of a provider a process makes at once, 1 to ${callsMax}.`,
    )
  }
  return calls
}

/** What comes before the first slash is the provider; the model may have more of them. */
function split(text: string): [ProviderName, string] {
  const slash = text.indexOf('/')
  return [text.slice(0, slash) as ProviderName, text.slice(slash + 1)]
}

function isModel(text: string): boolean {
  const [provider, model] = split(text)
  return Object.hasOwn(providers, provider) && /^[\w.:/@+-]{1,200}$/.test(model)
}

function access(
  name: ProviderName,
  value: (name: string) => string | undefined,
  faults: string[],
): Pick<ModelSetting, 'baseUrl' | 'key'> {
  const provider = providers[name]
  const key = value(provider.keyName)
  if (key === undefined && provider.needsKey) {
    faults.push(`${provider.keyName} is required with a model of ${name} in FORECOURT_MODEL.`)
  }
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) {
    faults.push(`${provider.keyName} must be a key: visible ASCII characters without a space.`)
  }
  const baseUrl = value(provider.baseUrlName) ?? provider.baseUrl
  if (!isBaseUrl(baseUrl)) {
    faults.push(
      `${provider.baseUrlName} must be the http or https address of the API with its path, such as ${provider.baseUrl}, and hold no credentials.`,
    )
  }
  return { baseUrl: baseUrl.replace(/\/+$/, ''), key: key === undefined ? undefined : new Hidden(key) }
}

function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, pathname, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '' && pathname !== '/'
}

const tokensMax = 2_000_000_000
const centsMax = 100_000_000

/** What a site may use in a day; a site may set less. */
export function modelBudgetOf(value: (name: string) => string | undefined, faults: string[]): Budget {
  const amount = (name: string, max: number) => {
    const text = value(name)
    if (text === undefined) return null
    if (/^[1-9]\d{0,9}$/.test(text) && Number(text) <= max) return Number(text)
    faults.push(`${name} must be a whole number from 1 to ${max}.`)
    return null
  }
  return {
    tokensPerDay: amount('FORECOURT_MODEL_TOKENS_PER_DAY', tokensMax),
    centsPerDay: amount('FORECOURT_MODEL_CENTS_PER_DAY', centsMax),
  }
}
