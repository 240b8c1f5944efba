import { defaultTopic, intentEntry, type Topic } from './bank.ts'
import { openCatalogue } from './catalogue.ts'
import { comparedGroups, groupSubject, topicSubject } from './group-subject.ts'
import { synopsisOf, tagsOf, titleOf } from './headline.ts'
import { joinProposed } from './join-proposed.ts'
import { joinKnown, type KnownByQuestion, knownFor, knownOfVehicles } from './known.ts'
import { findSegments, type Segment, segmentNames } from './segments.ts'
import { type Cluster, recommend, selectQuestions } from './select.ts'
import type { Setting, Subject } from './subject.ts'
import { powertrainInWords } from './traits.ts'
import { byWeight, findTriggers, isAutomotive, type Match } from './triggers.ts'
import type { Entities, Intent, ResearchInput, ResearchResult } from './types.ts'
import { comparedVehicles, vehicleSubject } from './vehicle-subject.ts'
import { type Findings, findVehicles } from './vehicles.ts'
import { contentKey, tokenize } from './words.ts'

const notRecognized =
  'No vehicle and no automotive subject was recognized in this keyword: name a make and model such as ' +
  '"2026 Honda Civic", a kind of vehicle such as "used SUVs", or a subject such as "tire rotation".'

const focusMax = 4

/** A city's name that is fit to stand in a question, or null. */
function cleanCity(city: string | null | undefined): string | null {
  const text = city?.normalize('NFC').replace(/\s+/g, ' ').trim() ?? ''
  return /^\p{Letter}[\p{Letter}\p{Mark} .'’-]{1,39}$/u.test(text) ? text : null
}

function yearOf(milliseconds: number): number | null {
  const year = Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).getUTCFullYear() : 0
  return year >= 2000 && year <= 2200 ? year : null
}

const isCompared = (tokens: readonly string[]): boolean =>
  tokens.some((token) =>
    /^(?:vs|versus|v|or|compared?|comparison|against|difference|differences)$/.test(token),
  )

/** Kinds of topic that stay the subject though a kind of vehicle stands beside them ("winter tires for trucks"). */
const narrowKinds = new Set(['service', 'part', 'charging', 'task', 'feature', 'local', 'warranty'])

function topicMatchOf(matches: readonly Match[]): (Match & { topic: Topic }) | null {
  const rank = (m: Match) => (m.strength === 'weak' ? 1 : 0)
  const isDefault = (m: Match) => (m.topic === defaultTopic(m.intent) ? 1 : 0)
  const found = matches.filter((m): m is Match & { topic: Topic } => m.topic !== null)
  return (
    found.sort(
      (a, b) =>
        rank(a) - rank(b) ||
        b.end - b.start - (a.end - a.start) ||
        isDefault(a) - isDefault(b) ||
        a.start - b.start,
    )[0] ?? null
  )
}

type Reading = {
  findings: Findings
  matches: Match[]
  segments: Segment[]
  focus: Intent[]
}

/** What the keyword says, or null when it is not about vehicles. */
function read(tokens: readonly string[], setting: Pick<Setting, 'catalogue'>): Reading | null {
  const findings = findVehicles(tokens, setting.catalogue, isAutomotive)
  const { rest, makes } = findings
  if (makes.length === 0 && !isAutomotive(rest)) return null
  const segments = findSegments(rest)
  const matches = byWeight(findTriggers(rest)).filter((match) => !isBodyWord(match, rest, segments))
  const clear = matches.filter((match) => !match.isVague).map((match) => match.intent)
  const vague = matches.filter((match) => match.isVague).map((match) => match.intent)
  const focus = [...new Set([...clear, ...(segments[0]?.intents ?? []), ...vague])].slice(0, focusMax)
  return { findings, matches, segments, focus }
}

/** The "cargo" of "cargo van". */
function isBodyWord(match: Match, rest: readonly string[], segments: readonly Segment[]): boolean {
  const words = rest.slice(match.start, match.end)
  return segments.some(({ body }) => words.every((word) => body?.singular.split(' ').includes(word)))
}

function isTakenBy(match: Match, segment: Segment): boolean {
  for (let at = match.start; at < match.end; at++) if (!segment.taken.has(at)) return false
  return true
}

/** Whether a topic, rather than a kind of vehicle, is what the keyword is about. */
function leads(match: Match & { topic: Topic }, segment: Segment | undefined): boolean {
  if (!segment) return true
  if (match.isVague) return false
  const isNarrow = match.topic !== defaultTopic(match.intent) && match.end - match.start > 1
  if (isTakenBy(match, segment) || (match.strength === 'weak' && !isNarrow)) return false
  return (
    !segment.body ||
    segment.body.isGeneric ||
    (match.strength === 'strong' && narrowKinds.has(match.topic.kind))
  )
}

type Chosen = { subject: Subject; segment: Segment | null; topic: Topic | null; make: string | null }

function choose({ findings, matches, segments, focus }: Reading, setting: Setting): Chosen {
  const { vehicles, makes, years } = findings
  const [vehicle] = vehicles
  const year = years.length === 1 ? (years[0] ?? null) : null
  const compared = isCompared(setting.rest)
  const plain = { segment: null, topic: null, make: makes[0] ?? null }
  if (vehicle && vehicles.length > 1) return { ...plain, subject: comparedVehicles(vehicles, setting) }
  if (vehicle) return { ...plain, subject: vehicleSubject(vehicle, setting) }

  const segment = segments[0] ?? null
  if (makes.length > 1 && compared)
    return {
      ...plain,
      segment,
      subject: comparedGroups(
        makes.slice(0, 4).map((make) => ({ segment, make })),
        year,
        setting,
      ),
    }
  if (makes[0]) return { ...plain, segment, subject: groupSubject(segment, makes[0], year, setting) }

  const match = topicMatchOf(matches)
  const isBothTopic = match !== null && match.strength === 'strong' && match.end - match.start > 2
  if (segments.length > 1 && compared && !isBothTopic)
    return {
      ...plain,
      segment,
      subject: comparedGroups(
        segments.map((side) => ({ segment: side, make: null })),
        year,
        setting,
      ),
    }
  if (segment && !(match && leads(match, segment)))
    return { ...plain, segment, subject: groupSubject(segment, null, year, setting) }
  const topic = match?.topic ?? defaultTopic(focus[0] ?? 'how_to')
  return { ...plain, topic, subject: topicSubject(topic, powertrainInWords(setting.rest), setting) }
}

function entitiesOf(reading: Reading, chosen: Chosen): Entities {
  const { vehicles, years } = reading.findings
  const [first] = vehicles
  const { segment, topic, make, subject } = chosen
  return {
    year: first ? first.year : years.length === 1 ? (years[0] ?? null) : null,
    make: first?.make ?? make,
    model: first?.model ?? null,
    trim: first?.trim ?? null,
    vehicles: vehicles.map(({ year, make: of, model, trim }) => ({ year, make: of, model, trim })),
    electric: subject.facts.has('electric'),
    powertrain: subject.powertrain,
    segment: segment ? segmentNames(segment, null, null).plural : null,
    topic: topic ? topic.phrase.replace(/^(?:an?|the) /, '') : null,
    intents: reading.focus,
  }
}

function number(
  clusters: readonly Cluster[],
  { base, hasFocus, known }: { base: number; hasFocus: boolean; known: KnownByQuestion },
) {
  const picks = recommend(clusters, hasFocus)
  const start = clusters.map((_, at) => clusters.slice(0, at).reduce((sum, c) => sum + c.questions.length, 0))
  const idOf = (cluster: number, question: number) => `q-${base}-${(start[cluster] ?? 0) + question}`
  return {
    questions: clusters.flatMap(({ intent, questions }, at) =>
      questions.map((question, i) => ({
        id: idOf(at, i),
        question,
        intent,
        clusterId: `cluster-${at}`,
        isRecommended: picks.some(([c, q]) => c === at && q === i),
        source: known.get(question)?.source ?? null,
      })),
    ),
    clusters: clusters.map(({ intent, questions }, at) => ({
      id: `cluster-${at}`,
      label: intentEntry(intent).label,
      questionCount: questions.length,
    })),
    recommendedQuestionIds: picks.map(([c, q]) => idOf(c, q)),
  }
}

/** The intents that lead: those that the keyword names, as they are called for what the subject runs on. */
function leadOf({ subject, topic }: Chosen, focus: readonly Intent[]): Intent[] {
  const { facts, scope } = subject
  const apt = (intent: Intent): Intent => {
    if (intent === 'fuel_economy' && facts.has('electric')) return 'range'
    const isPlugless = facts.has('engine') && !facts.has('plug')
    return isPlugless && (intent === 'range' || intent === 'charging') ? 'fuel_economy' : intent
  }
  const first = topic ? [topic.intent] : []
  const last: Intent[] = scope === 'compared' ? ['comparison'] : []
  return [...new Set([...first, ...focus.map(apt), ...last])]
}

/**
 * Researches a keyword: what it names (vehicles, a make, a kind of vehicle or a subject of ownership), what it
 * asks, and the questions that shoppers ask of that, clustered by intent. The same input gives the same result.
 *
 * The bank's questions hold canonical names and the bank's words, never text of the keyword; proposed ones stand behind
 * them and are held to their shape. At least 40 when a make or model is recognized, else at least 20. A keyword that is not about vehicles gives `ok: false` and a sentence that says what
 * to do. Never throws.
 */
export function research(input: ResearchInput): ResearchResult {
  const tokens = tokenize(input.keyword)
  const catalogue = openCatalogue(input.stock)
  const reading = read(tokens, { catalogue })
  if (!reading) return { ok: false, error: notRecognized }

  const { findings, matches, focus } = reading
  const topicMatch = topicMatchOf(matches)
  const setting: Setting = {
    catalogue,
    city: cleanCity(input.siteCity),
    currentYear: yearOf(input.questionIdBase),
    rest: findings.rest.filter((token) => token !== ''),
    topic:
      topicMatch && topicMatch.strength !== 'weak' && topicMatch.topic !== defaultTopic(topicMatch.intent)
        ? topicMatch.topic
        : null,
  }
  const chosen = choose(reading, setting)
  const { subject } = chosen
  const lead = leadOf(chosen, focus)
  const hints = new Set(contentKey(setting.rest.join(' '), new Set()).split(' '))
  const known = knownFor(input.known ?? [], tokens, subject.powertrain)
  const answered = knownOfVehicles(input.known ?? [])
  const own = joinKnown(selectQuestions(subject, lead, { hints, answered }), known, subject.names)
  const clusters = joinProposed(own, input.proposed ?? [], subject)
  const numbered = number(clusters, { base: input.questionIdBase, hasFocus: lead.length > 0, known })
  return {
    ok: true,
    title: titleOf(subject, lead),
    synopsis: synopsisOf(subject, clusters),
    tags: tagsOf(subject, clusters, lead),
    entities: entitiesOf(reading, chosen),
    intents: clusters.map((cluster) => cluster.intent),
    ...numbered,
  }
}
