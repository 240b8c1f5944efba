// What an integrator would do, step by step, over HTTP.

type Status = { status: string; error?: string; progress?: { stage: string; percent: number } }
type Grounded = { grounding: { claims: number; supported: number } | null }
type Question = { id: string; question: string; is_recommended: boolean }
type Questions = { id: string; questions: Question[]; clusters: { label: string; question_count: number }[] }
type Content = Status & Grounded & { id: string; title: string; article_type: string; word_count: number }
type Waiting = {
  content_id: string
  required_inputs: { selected_question_ids: { options: { id: string }[] } }
}
type Vehicle = { vin: string; year: number; make: string; model: string; trim: string | null }
type Description = Status & Grounded & { vin: string; description: string }

const linesShown = 4
const pollMs = 60

/** Walks through the whole job and shows what came of it. @throws Error on an answer that is no success. */
export async function tour(base: string, key: string): Promise<void> {
  const api = clientOf(base, key)
  const cloud = await step('Research "2026 Honda CR-V"', async (progress) => {
    const { id } = await api.call<{ id: string }>('POST', '/ideaclouds', { keyword: '2026 Honda CR-V' })
    await api.until(`/ideaclouds/${id}`, progress)
    return await api.call<Questions>('GET', `/ideaclouds/${id}/questions`)
  })
  const clusters = cloud.clusters
    .map(({ label, question_count }) => `${label} (${question_count})`)
    .join(', ')
  show([
    `${cloud.questions.length} questions in ${cloud.clusters.length} clusters: ${clusters}`,
    ...cloud.questions.filter((one) => one.is_recommended).map((one) => `· ${one.question}`),
  ])
  const input = { ideacloud_id: cloud.id, article_type: 'basic' }
  await article(api, 'Write an article in simple mode', () => api.call('POST', '/content', input))
  await article(api, 'Write one in interactive mode, with two questions of our choice', async () => {
    const asked = await api.call<Waiting>('POST', '/content', {
      ...input,
      article_type: 'qa',
      mode: 'interactive',
    })
    const { options } = asked.required_inputs.selected_question_ids
    const chosen = { selected_question_ids: options.slice(0, 2).map(({ id }) => id) }
    return await api.call('POST', `/content/${asked.content_id}/generate`, chosen)
  })
  await batch(api, input)
  await descriptions(api)
}

async function article(api: Api, what: string, start: () => Promise<{ id: string }>): Promise<void> {
  const content = await step(what, async (progress) => {
    const { id } = await start()
    return await api.until<Content>(`/content/${id}`, progress)
  })
  const body = await api.call<{ content: string }>('GET', `/content/${content.id}/components/body`)
  show([
    summary(content),
    ...firstLines(body.content),
    `the dealership’s own words in it: ${ownWords(body.content)}`,
    `read on: GET /content/${content.id}/html`,
  ])
}

async function batch(api: Api, input: object): Promise<void> {
  const contents = await step('Write a batch of three', async (progress) => {
    const items = ['expert', 'modellanding', 'emailtemplate'].map((article_type) => ({
      ...input,
      article_type,
    }))
    const started = await api.call<{ items: { id: string }[] }>('POST', '/content/batch', { items })
    const done: Content[] = []
    for (const { id } of started.items) done.push(await api.until<Content>(`/content/${id}`, progress))
    return done
  })
  show(contents.map(summary))
}

async function descriptions(api: Api): Promise<void> {
  const [first, ...others] = await api.call<Vehicle[]>('GET', '/inventory?limit=11')
  if (!first) throw new Error('The inventory is empty.')
  const path = `/inventory/${first.vin}/description`
  const one = await step(`Describe one vehicle, ${named(first)}`, async (progress) => {
    await api.call('POST', path)
    return await api.until<Description>(path, progress)
  })
  show([grounded(one), ...firstLines(one.description), `read on: GET ${path}`])
  const ten = await step('Describe ten more', async (progress) => {
    await api.call('POST', '/inventory/descriptions/batch', { vins: others.map(({ vin }) => vin) })
    const done: string[] = []
    for (const vehicle of others) {
      const description = await api.until<Description>(`/inventory/${vehicle.vin}/description`, progress)
      done.push(`${named(vehicle)}: ${grounded(description)}`)
    }
    return done
  })
  show(ten)
}

type Api = {
  call<T>(method: string, path: string, json?: object): Promise<T>
  /** Asks until it is complete. */
  until<T extends Status>(path: string, progress: (note: string) => void): Promise<T>
}

function clientOf(base: string, key: string): Api {
  const call = async <T>(method: string, path: string, json?: object): Promise<T> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { 'X-API-Key': key, ...(json ? { 'Content-Type': 'application/json' } : {}) },
      ...(json ? { body: JSON.stringify(json) } : {}),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text).data
  }
  return {
    call,
    async until<T extends Status>(path: string, progress: (note: string) => void) {
      for (;;) {
        const data = await call<T>('GET', path)
        if (data.status === 'complete') return data
        if (data.status === 'failed') throw new Error(`${path} failed: ${data.error}`)
        progress(data.progress ? `${data.progress.stage} ${data.progress.percent} %` : data.status)
        await new Promise((resolve) => setTimeout(resolve, pollMs))
      }
    },
  }
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

function summary(content: Content): string {
  return `${content.title} (${content.article_type}, ${content.word_count} words): ${grounded(content)}`
}

function grounded({ grounding }: Grounded): string {
  return `${grounding?.supported ?? 0} of ${grounding?.claims ?? 0} claims carried by facts`
}

function firstLines(markdown: string): string[] {
  const lines = markdown.split('\n').filter((line) => line.trim() !== '')
  return lines.slice(0, linesShown).map((line) => `│ ${line.length > 150 ? `${line.slice(0, 149)}…` : line}`)
}

/** The words of the links, and the small print's beginning. */
function ownWords(markdown: string): string {
  const links = [...markdown.matchAll(/\[([^\]]+)\]\(/g)].map(([, words]) => `“${words}”`)
  const [, print = ''] = markdown.split('\n---\n')
  return [...links, `“${print.trim().slice(0, 40)}…”`].join(', ')
}

function named(vehicle: Vehicle): string {
  return [vehicle.year, vehicle.make, vehicle.model, vehicle.trim].filter(Boolean).join(' ')
}
