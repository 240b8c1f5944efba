// How the text refers to the vehicle (and to the dealership) from sentence to sentence: by its full name first, then by turns as "it",
// "this CR-V", "the SUV". "It" only right after a sentence about the vehicle itself, never twice in a row,
// and a name not twice in a row either.

import type { Picker, SlotValue } from '../phrase/index.ts'

export type Naming = {
  /** {subject}: the vehicle as the subject of a sentence; {car}: a short name that wants "this" or "the" before it. */
  slot(name: string): SlotValue | undefined
  /** To be told of every sentence that was kept: the next one refers to it. */
  heard(sentence: string): void
  /** A new paragraph begins: the next sentence names the vehicle. In the closing the dealership gets its name again. */
  turn(closing: boolean): void
}

const nameless: SlotValue = { wordings: ['it'], facts: [], reference: true }

export function createNaming(slots: ReadonlyMap<string, SlotValue>, picker: Picker): Naming {
  // Short names ("CR-V", "Honda CR-V", "SUV") stand in the slots as car0, car1, …; a bank says {car}.
  const names = [...slots].filter(([slot]) => /^car\d$/.test(slot)).map(([, value]) => value)
  const site = slots.get('site')
  let siteIsNamed = false
  let last = names[0]
  let next = chooseNames(names, last, { mayBeIt: false }, picker)
  return {
    slot: (name) => {
      if (name === 'site') return site && siteIsNamed ? next.dealership : site
      return name === 'subject' ? next.subject : name === 'car' ? next.car : undefined
    },
    heard: (sentence) => {
      const isSaid = (name: SlotValue) => sentence.includes(name.wordings[0] ?? '')
      if (site && isSaid(site)) siteIsNamed = true
      last = [next.main, next.car].find(isSaid) ?? last
      const isAboutIt =
        sentence.startsWith(`${next.subject.wordings[0]} `) ||
        /^(?:this|(?:with|at) [^,]+, (?:this|the)) /.test(sentence)
      next = chooseNames(names, last, { mayBeIt: isAboutIt && next.subject !== nameless }, picker)
    },
    turn: (closing) => {
      if (closing) siteIsNamed = false
      next = chooseNames(names, last, { mayBeIt: false }, picker)
    },
  }
}

function chooseNames(
  names: readonly SlotValue[],
  last: SlotValue | undefined,
  { mayBeIt }: { mayBeIt: boolean },
  picker: Picker,
): { subject: SlotValue; main: SlotValue; car: SlotValue; dealership: SlotValue } {
  const fresh = names.filter((name) => name !== last)
  const [main = nameless, car = main] = picker.shuffle(fresh.length > 1 ? fresh : names)
  const named = { ...main, wordings: [`${picker.pick(['this', 'the'])} ${main.wordings[0]}`] }
  const dealership = { ...nameless, wordings: [picker.pick(['the dealership', 'the store'])] }
  return { subject: mayBeIt && picker.chance(0.7) ? nameless : named, main, car, dealership }
}
