import { account } from "./account";
import { machine } from "./machine";
import type { Diagnosis, Patient, Run } from "./model";
import { stackFile } from "./stack";

export interface Report {
  readonly stack: string;
  readonly diagnoses: readonly Diagnosis[];
}

/** Everything that can be known before the first update, without changing anything. */
export async function examine(patient: Patient, run: Run): Promise<Report> {
  const [onMachine, inAccount] = await Promise.all([machine(run), account(patient, run)]);
  return { stack: patient.stack.stack, diagnoses: [...stackFile(patient), ...onMachine, ...inAccount] };
}

/** What must be mended before an update has a chance. */
export const isIll = ({ diagnoses }: Report): boolean => diagnoses.some(({ status }) => status === "fail" || status === "error");
