/** A mistake of the user's: its message is one sentence that says what to change, and is shown without a stack trace. */
export class UserError extends Error {
  override readonly name = "UserError";
}
