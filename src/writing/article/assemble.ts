// From sections to one Markdown body: it begins with an H2, says no heading twice and drops what is empty. What
// phrasers return is text under a heading that stands in the plan: headings of their own that repeat it or rank above
// it are taken out.

import type { SectionPlan } from '../port.ts'
import { escapeMarkdown } from './markdown.ts'
import type { ArticlePlan } from './plan/plan-article.ts'

export type WrittenSection = { key: string; markdown: string }
export type ArticleHeading = { level: 2 | 3; text: string }
/** Where a section of the plan ends in the body. */
export type ArticleSection = { section: SectionPlan; end: number }

export type Article = {
  /** Plain text, one line. */
  title: string
  markdown: string
  /** In order; without those that are empty. */
  sections: ArticleSection[]
  /** In order, as plain text. */
  headings: ArticleHeading[]
}

type Block = { section: SectionPlan; heading: string | null; level: 2 | 3; text: string }

/** Joins the written sections of a plan, in the plan's order; a section that was not written is left out. */
export function assembleArticle(plan: ArticlePlan, sections: readonly WrittenSection[]): Article {
  const written: ArticleSection[] = []
  const headings: ArticleHeading[] = []
  let markdown = ''
  for (const { section, heading, level, text } of readBlocks(plan, sections)) {
    if (markdown !== '') markdown += '\n\n'
    if (heading !== null) {
      headings.push({ level, text: heading })
      markdown += `${'#'.repeat(level)} ${escapeMarkdown(heading)}\n\n`
    }
    markdown += text
    written.push({ section, end: markdown.length })
  }
  return { title: plan.title, markdown: `${markdown}\n`, sections: written, headings }
}

function readBlocks(plan: ArticlePlan, sections: readonly WrittenSection[]): Block[] {
  const written = new Map(sections.map(({ key, markdown }) => [key, markdown]))
  const taken = new Set<string>()
  const blocks: Block[] = []
  for (const section of plan.sections) {
    const text = cleanSection(written.get(section.key) ?? '', section.heading)
    if (text === '') continue
    const isFirst = blocks.length === 0
    const wanted = section.heading ?? (isFirst ? plan.title : null)
    const heading = wanted !== null && taken.has(wanted.toLowerCase()) ? null : wanted
    if (heading !== null) taken.add(heading.toLowerCase())
    blocks.push({ section, heading, level: isFirst ? 2 : section.level, text })
  }
  return blocks
}

/** A section's text without the plan's heading said again, and with headings of its own below the plan's. */
function cleanSection(markdown: string, heading: string | null): string {
  const said = heading?.toLowerCase().replace(/\W+/g, '')
  return markdown
    .replace(/\r\n?/g, '\n')
    .replace(/^(#{1,6})[ \t]+(.*)$/gm, (_line, marks: string, text: string) =>
      text.toLowerCase().replace(/\W+/g, '') === said
        ? ''
        : `${'#'.repeat(Math.max(3, marks.length))} ${text}`,
    )
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
