import { UserError } from "../user-error";

/** Reads a whole number of an option. Throws a UserError for any other text. */
export const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new UserError(`${text} is no whole number from ${String(least)} to ${String(most)}`);
    return value;
  };
