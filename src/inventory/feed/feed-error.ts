import { OperatorError } from '#kernel/errors.ts'

/** The file as a whole cannot be read. The message is one sentence or two that say what to do; it never quotes more than a clipped piece of the file. */
export class FeedError extends OperatorError {
  override name = 'FeedError'
}
