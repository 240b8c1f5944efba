import { type OutboundDoor, OutboundError, type OutboundResponse } from '#kernel/outbound/index.ts'
import { UnreadableDocument } from '../reading/document.ts'

export type PageDeps = { door: OutboundDoor; version: string }

/** What robots.txt calls us. */
export const userAgentName = 'Forecourt'

const timeoutMs = 20_000

/** One GET through the door. @throws UnreadableDocument when there is no answer. */
export async function send(
  { door, version }: PageDeps,
  url: string,
  options: { bytesMax: number; accept: string },
  signal: AbortSignal,
): Promise<OutboundResponse> {
  const headers = {
    'user-agent': `${userAgentName}/${version}`,
    accept: options.accept,
    'accept-encoding': 'identity',
  }
  try {
    return await door.send({ method: 'GET', url, headers, timeoutMs, bodyBytesMax: options.bytesMax }, signal)
  } catch (error) {
    if (!(error instanceof OutboundError) || error.reason === 'aborted') throw error
    const host = URL.canParse(url) ? new URL(url).host : url
    throw new UnreadableDocument(`${host} could not be read. ${error.message} Add the page again later.`, {
      cause: error,
    })
  }
}
