import { sentenceCase } from '../../phrase/index.ts'
import type { ArticleType } from '../../port.ts'
import { type Ledger, textOf } from '../ledger.ts'
import { plainLine } from '../markdown.ts'

const titleCharactersMax = 500

/** A title as one line of plain text, at most 500 characters, without a Markdown heading mark or a final full stop. */
export function plainTitle(title: string): string {
  const line = plainLine(title)
    .replace(/^#{1,6}\s+/, '')
    .replace(/(?<![.])\.$/, '')
  return [...line].slice(0, titleCharactersMax).join('').trim()
}

/** A title for content that came without one: its subject, and what kind of text it is. No claim, one separator at most. */
export function titleFor(articleType: ArticleType, keyword: string, ledger: Ledger): string {
  const labels = ledger.groups.flatMap(({ label }) => (label ? [label] : []))
  const subject = sentenceCase(keyword || labels[0] || 'Our stock')
  const site = textOf(ledger.site, 'site_name')
  const titles: Record<ArticleType, string> = {
    basic: site ? `${subject} at ${site}` : subject,
    qa: `${subject}: Questions and Answers`,
    expert: `${subject}: A Closer Look`,
    modellanding: site ? `${subject} at ${site}` : subject,
    comparison: labels.length > 1 ? labels.join(' vs ') : `${subject}: A Comparison`,
    salesevent: subject,
    enhancedcontent: `${subject}: What to Know`,
    emailtemplate: `${subject}: a Short Update`,
  }
  return plainTitle(titles[articleType])
}
