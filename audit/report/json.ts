/** A report for machines; that of a plan is described by preview.schema.json, that of an audit by audit/audit.schema.json. */
export function toJson(report: object): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
