import keywords from '../phrase-bank/description/voice-tones.json' with { type: 'json' }

/** How a text should sound. The tone is free words, as a brand voice has them. */
export type Voice = { tone: string }

export const tones = ['neutral', ...Object.keys(keywords)]

/** The tone of the banks for a voice: the first whose keywords its words hold, else "neutral". */
export function toneOf(voice: Voice | undefined): string {
  const words = new Set(voice?.tone.toLowerCase().match(/[a-z]+/g))
  const match = Object.entries(keywords).find(([, known]) => known.some((word) => words.has(word)))
  return match?.[0] ?? 'neutral'
}
