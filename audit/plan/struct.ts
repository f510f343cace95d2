import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { JsonObject } from "./values";

/** Plain data of a message's properties; an absent message has none. */
export function fromStruct(struct: Struct | undefined): JsonObject {
  return struct?.toJavaScript() ?? {};
}

export function toStruct(properties: JsonObject): Struct {
  return Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
}
