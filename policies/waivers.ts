/** An accepted exception to one check, with an owner and an end. Kept in the stack file under `compliant-eks:platform.waivers`. */
export interface Waiver {
  /** Check id. */
  readonly check: string;
  /** URN, or a pattern of it in which `*` stands for any characters. */
  readonly resource: string;
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  readonly ticket: string;
  /** `YYYY-MM-DD`; valid to the end of that day, UTC. */
  readonly expires: string;
}
