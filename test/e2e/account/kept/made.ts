/** What was made, by which a test breaks it. */
export interface Made {
  readonly vpcId: string;
  readonly subnetId: string;
  readonly groupId: string;
  readonly defaultGroupId: string;
  readonly aclId: string;
  readonly tableId: string;
  readonly keyId: string;
  readonly keyArn: string;
  readonly volumeId: string;
  readonly trailArn: string;
  readonly topicArn: string;
  readonly detectorId: string;
  readonly balancerArn: string;
  readonly listenerArn: string;
}

/** What AWS answered, of which a few members are read. */
export type Loose = Readonly<Record<string, unknown>>;
export const first = (list: unknown): Loose => (list as readonly Loose[])[0] ?? {};
export const text = (value: unknown): string => String(value);
