import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { SourcePosition } from "@pulumi/pulumi/proto/source_pb";

/**
 * Where a resource is made: `file:line:column`, the file relative to the program's folder. Of all calls on the way there it is the
 * innermost one in the program's own sources, because that is the line that sets the property; libraries, and sources outside the
 * program's folder, are left out. Undefined where the SDK recorded no such call.
 */
export function sourcePosition(request: RegisterResourceRequest, programDirectory: string): string | undefined {
  const frames = request.getStacktrace()?.getFramesList() ?? [];
  for (const position of [request.getSourceposition(), ...frames.map((frame) => frame.getPc())]) {
    const file = position === undefined ? undefined : ownFile(position, programDirectory);
    if (position !== undefined && file !== undefined) return `${file}:${String(position.getLine())}:${String(position.getColumn())}`;
  }
  return undefined;
}

function ownFile(position: SourcePosition, programDirectory: string): string | undefined {
  const path = decodeURI(position.getUri()).replace(/^file:\/\//, "");
  if (!path.startsWith(`${programDirectory}/`) || path.includes("/node_modules/")) return undefined;
  return path.slice(programDirectory.length + 1);
}
