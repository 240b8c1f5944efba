import type { PhraseContext, SectionPlan } from '../../port.ts'
import type { Ledger } from '../ledger.ts'
import type { Speaker } from './sentence.ts'

/** What a section's composition needs. */
export type Composition = { section: SectionPlan; context: PhraseContext; ledger: Ledger; speaker: Speaker }
