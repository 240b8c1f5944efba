// Whose models can be asked. The addresses are the operator's own and may be of this machine or its network, where a
// model of one's own stands: they are no tenant's, so the outbound door (kernel/outbound) is not for them.

import type { Hidden } from '#kernel/hidden.ts'

type Provider = {
  /** How it is spoken to; `compatible` is OpenAI's chat completions as others serve it. */
  dialect: 'openai' | 'anthropic' | 'google' | 'compatible'
  baseUrl: string
  keyName: string
  baseUrlName: string
  needsKey: boolean
}

function hosted(name: string, dialect: Provider['dialect'], baseUrl: string): Provider {
  return { ...local(name, baseUrl), dialect, needsKey: true }
}

function local(name: string, baseUrl: string): Provider {
  return {
    dialect: 'compatible',
    baseUrl,
    keyName: `${name}_API_KEY`,
    baseUrlName: `${name}_BASE_URL`,
    needsKey: false,
  }
}

const openai = hosted('OPENAI', 'openai', 'https://api.openai.com/v1')
const anthropic = hosted('ANTHROPIC', 'anthropic', 'https://api.anthropic.com/v1')
const google = hosted('GOOGLE', 'google', 'https://generativelanguage.googleapis.com/v1beta')

export const providers = {
  openai,
  anthropic,
  google,
  openrouter: hosted('OPENROUTER', 'compatible', 'https://openrouter.ai/api/v1'),
  ollama: local('OLLAMA', 'http://127.0.0.1:11434/v1'),
  vllm: local('VLLM', 'http://127.0.0.1:8000/v1'),
  llamacpp: local('LLAMACPP', 'http://127.0.0.1:8080/v1'),
  lmstudio: local('LMSTUDIO', 'http://127.0.0.1:1234/v1'),
  litellm: local('LITELLM', 'http://127.0.0.1:4000/v1'),
} satisfies Record<string, Provider>

export type ProviderName = keyof typeof providers

export type ModelSetting = Readonly<{
  provider: ProviderName
  /** As the provider calls it; it may have slashes and colons. */
  model: string
  /** Without a trailing slash. */
  baseUrl: string
  key: Hidden | undefined
}>

/** As operators and sites name it. */
export function nameOf({ provider, model }: Pick<ModelSetting, 'provider' | 'model'>): string {
  return `${provider}/${model}`
}
