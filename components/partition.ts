/** The domain under which a partition's services live; service names in `kms:ViaService` and regional principals end with it. */
export function dnsSuffix(partition: string): string {
  return partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}
