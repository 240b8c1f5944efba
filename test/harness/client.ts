export type Answer = {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests read bodies member by member and assert what they find
  body: any
}

export type Client = (method: string, path: string, options?: RequestOptions) => Promise<Answer>

export type RequestOptions = {
  /** Sent as JSON. */
  json?: unknown
  /** Sent as it is. */
  raw?: string | Uint8Array
  headers?: Record<string, string>
  key?: string | null
}

/** Sends requests to `/v1/public` of a server with a key. */
export function clientOf(url: string, key: string): Client {
  return async (method, path, options = {}) => {
    const headers = new Headers(options.headers)
    const sentKey = options.key === undefined ? key : options.key
    if (sentKey !== null) headers.set('X-API-Key', sentKey)
    let body: string | Uint8Array | undefined = options.raw
    if (options.json !== undefined) {
      body = JSON.stringify(options.json)
      if (!headers.has('content-type')) headers.set('content-type', 'application/json')
    }
    const response = await fetch(`${url}/v1/public${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: body as string }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parsed(text, response.headers) }
  }
}

function parsed(text: string, headers: Headers): unknown {
  // The answer to HEAD has the type of a body and none.
  const isJson = text !== '' && headers.get('content-type')?.startsWith('application/json')
  return isJson ? JSON.parse(text) : undefined
}
