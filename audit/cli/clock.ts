/** The day in UTC, `YYYY-MM-DD`: versions and waivers are judged against it. */
export const today = (): string => new Date().toISOString().slice(0, 10);
