// What an integrator would do, step by step, over HTTP.

type Data = Record<string, never> & { [name: string]: never }

const linesShown = 4

/** Walks through the whole job and shows what came of it. @throws Error on an answer that is no success. */
export async function tour(base: string, key: string): Promise<void> {
  const api = clientOf(base, key)
  const cloud = await step('Research "2026 Honda CR-V"', async (progress) => {
    const { id } = await api('POST', '/ideaclouds', { keyword: '2026 Honda CR-V' })
    await api.until(`/ideaclouds/${id}`, progress)
    return await api('GET', `/ideaclouds/${id}/questions`)
  })
  show([
    `${cloud.questions.length} questions in ${cloud.clusters.length} clusters: ${list(cloud.clusters, (cluster) => `${cluster.label} (${cluster.question_count})`)}`,
    ...cloud.questions.filter((question: Data) => question.is_recommended).map((question: Data) => `· ${question.question}`),
  ])
  const input = { ideacloud_id: cloud.id, article_type: 'basic' }
  await article(api, 'Write an article in simple mode', () => api('POST', '/content', input))
  await article(api, 'Write one in interactive mode, with two questions of our choice', async () => {
    const asked = await api('POST', '/content', { ...input, article_type: 'qa', mode: 'interactive' })
    const { options } = asked.required_inputs.selected_question_ids
    const selected_question_ids = options.slice(0, 2).map((option: Data) => option.id)
    return await api('POST', `/content/${asked.content_id}/generate`, { selected_question_ids })
  })
  await batch(api, input)
  await descriptions(api)
}

async function article(api: Api, what: string, start: () => Promise<Data>): Promise<void> {
  const content = await step(what, async (progress) => {
    const { id } = await start()
    return await api.until(`/content/${id}`, progress)
  })
  const body = await api('GET', `/content/${content.id}/components/body`)
  show([...summary(content), ...firstLines(body.content), `read on: GET /content/${content.id}/html`])
}

async function batch(api: Api, input: object): Promise<void> {
  const contents = await step('Write a batch of three', async (progress) => {
    const items = ['expert', 'modellanding', 'emailtemplate'].map((article_type) => ({ ...input, article_type }))
    const started = await api('POST', '/content/batch', { items })
    const done: Data[] = []
    for (const { id } of started.items) done.push(await api.until(`/content/${id}`, progress))
    return done
  })
  for (const content of contents) show(summary(content))
}

async function descriptions(api: Api): Promise<void> {
  const stock: Data[] = await api('GET', '/inventory?limit=11')
  const [first, ...others] = stock as [Data, ...Data[]]
  const one = await step(`Describe one vehicle, ${named(first)}`, async (progress) => {
    await api('POST', `/inventory/${first.vin}/description`)
    return await api.until(`/inventory/${first.vin}/description`, progress)
  })
  show([grounded(one), ...firstLines(one.description), `read on: GET /inventory/${one.vin}/description`])
  const ten = await step('Describe ten more', async (progress) => {
    const { items } = await api('POST', '/inventory/descriptions/batch', { vins: others.map(({ vin }) => vin) })
    const done: Data[] = []
    for (const { vin } of items) done.push(await api.until(`/inventory/${vin}/description`, progress))
    return done
  })
  show(ten.map((description, i) => `${named(others[i] as Data)}: ${grounded(description)}`))
}

type Api = {
  (method: string, path: string, json?: object): Promise<Data & { [name: string]: never }>
  until(path: string, progress: (note: string) => void): Promise<Data>
}

function clientOf(base: string, key: string): Api {
  const call = async (method: string, path: string, json?: object) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { 'X-API-Key': key, ...(json ? { 'Content-Type': 'application/json' } : {}) },
      ...(json ? { body: JSON.stringify(json) } : {}),
    })
    const body = (await response.json()) as { data: Data }
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(body)}`)
    return body.data
  }
  const until = async (path: string, progress: (note: string) => void) => {
    for (;;) {
      const data = await call('GET', path)
      const { status, progress: at } = data as { status: string; progress?: { stage: string; percent: number } }
      if (status === 'complete') return data
      if (status === 'failed') throw new Error(`${path} failed: ${JSON.stringify(data)}`)
      progress(at ? `${at.stage} ${at.percent} %` : status)
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
  }
  return Object.assign(call, { until }) as Api
}

async function step<T>(what: string, work: (progress: (note: string) => void) => Promise<T>): Promise<T> {
  process.stdout.write(`▸ ${what}`)
  let last = ''
  const result = await work((note) => {
    if (note !== last) process.stdout.write(` … ${note}`)
    last = note
  })
  process.stdout.write(' ✓\n')
  return result
}

function show(lines: string[]): void {
  for (const line of lines) console.log(`    ${line}`)
}

function summary(content: Data): string[] {
  return [`${content.title} (${content.article_type}, ${content.word_count} words): ${grounded(content)}`]
}

function grounded({ grounding }: Data): string {
  const { supported, claims } = grounding as { supported: number; claims: number }
  return `${supported} of ${claims} claims carried by facts`
}

function firstLines(markdown: string): string[] {
  const lines = markdown.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(0, linesShown).map((line) => `│ ${line.length > 150 ? `${line.slice(0, 149)}…` : line}`)
}

function named(vehicle: Data): string {
  return [vehicle.year, vehicle.make, vehicle.model, vehicle.trim].filter(Boolean).join(' ')
}

function list(items: Data[], text: (item: Data) => string): string {
  return items.map(text).join(', ')
}
